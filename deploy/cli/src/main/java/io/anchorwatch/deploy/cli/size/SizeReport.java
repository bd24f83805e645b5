// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.size;

import java.util.Locale;
import java.util.SplittableRandom;

/** What an installation needs, in words and tables. */
record SizeReport(Demand demand, Costs costs, int partitions, Shape shape) {

    private static final int[] INSTALLATIONS = {1, 2, 5, 10, 20};

    /**
     * How uneven the load is.
     *
     * @param namespaces a cluster
     * @param skew of clusters and namespaces
     * @param seed of the simulation
     */
    record Shape(int namespaces, double skew, long seed) {}

    String text() {
        StringBuilder text = new StringBuilder();
        Plan plan = Plan.of(demand, costs, partitions);
        line(
                text,
                "%,d clusters, %,.0f events/s of %,.0f bytes, %,d rules, %,.0f objects, %,.0f changes/s: %,d partitions",
                demand.clusters(),
                demand.events(),
                demand.eventBytes(),
                demand.rules(),
                demand.objects(),
                demand.changes(),
                partitions);
        stages(text, plan);
        progress(text, plan);
        split(text);
        spread(text);
        line(text, "");
        line(
                text,
                "m: from figures measured on one core of two that were shared; a: assumed, not measured; s: simulated.");
        return text.toString();
    }

    private void stages(StringBuilder text, Plan plan) {
        line(text, "%nCORES BUSY ON AVERAGE (divide by %.2f for headroom)", demand.utilisation());
        row(text, "ingest (webhook)", plan.ingestCores(), "m  1/%,.0f s an event", costs.ingestPerCore());
        row(
                text,
                "detect",
                plan.detectCores(),
                "m  %.1f µs an event, of which decode and match %.1f",
                costs.detectSeconds(demand.rules()) * 1e6,
                costs.matchSeconds(demand.rules()) * 1e6);
        row(text, "correlate", plan.correlateCores(), "m, a  %,.0f hits/s", demand.hits());
        row(text, "story", plan.storyCores(), "m, a  %,.0f writes/s and the changes", demand.writes());
        row(text, "progress between tasks", plan.progressCores(), "a  %,.0f a core", costs.progressPerCore());
        row(text, "brokers", plan.brokerCores(), "a  %,.0f MB/s a core", costs.brokerMegabytesPerCore());
        row(text, "all", plan.cores(), "   %,.0f with headroom", Math.ceil(plan.cores() / demand.utilisation()));
        line(
                text,
                "network %,.0f MB/s, disk %,.0f MB/s with %d copies (compressed to %.2f: m); state %,.1f GB (m) of objects"
                        + " and groups, without copies and without the log of requests",
                plan.networkBytes() / 1e6,
                plan.diskBytes() / 1e6,
                demand.replicas(),
                Costs.COMPRESSED,
                plan.stateBytes() / 1e9);
    }

    private void progress(StringBuilder text, Plan plan) {
        double share = plan.progressCores() / plan.jobCores();
        double limit = ProgressLoad.partitionsAtLimit(
                demand.clusters(), costs.progressPerCore(), plan.detectCores() / partitions);
        line(text, "%nPROGRESS: %,.0f messages/s, %.0f %% of the job's cores", plan.progressMessages(), share * 100);
        line(
                text,
                "as much as detection itself from %,.0f partitions on with %,d busy clusters (3 x clusters x partitions^2)",
                Math.max(1, limit),
                demand.clusters());
        line(text, "  %-46s %15s %10s", "instead", "messages/s", "cores");
        alternative(
                text, "step of 5 s (alerts of correlations 4 s later)", ProgressLoad.messages(demand, partitions, 5));
        int half = Math.max(1, partitions / 2);
        double busy = plan.detectCores() / half * 100;
        String halved = String.format(Locale.ROOT, "half the partitions: %,d, tasks %.0f %% busy", half, busy);
        alternative(text, halved, ProgressLoad.messages(demand, half, Plan.STEP_SECONDS));
        int subset = Math.max(1, Math.min(partitions, 8));
        alternative(
                text,
                "each cluster in " + subset + " partitions only",
                ProgressLoad.messagesInSubsets(demand, partitions, subset, Plan.STEP_SECONDS));
        // As many messages, each with every cluster.
        alternative(text, "one message for all clusters", 3.0 * partitions * partitions);
    }

    private void alternative(StringBuilder text, String name, double messages) {
        line(text, "  %-46s %,15.0f %,10.1f", name, messages, messages / costs.progressPerCore());
    }

    private void split(StringBuilder text) {
        line(text, "%nSEVERAL INSTALLATIONS, EACH WITH AN EQUAL PART OF THE CLUSTERS");
        line(
                text,
                "  %-14s %10s %12s %18s %14s %14s",
                "installations",
                "clusters",
                "partitions",
                "progress/s each",
                "progress cores",
                "cores of all");
        for (int number : INSTALLATIONS) {
            if (number > demand.clusters()) {
                continue;
            }
            Demand part = demand.split(number);
            int each = number == 1 ? partitions : Plan.partitions(part, costs);
            Plan plan = Plan.of(part, costs, each);
            line(
                    text,
                    "  %-14d %,10d %,12d %,18.0f %,14.1f %,14.0f",
                    number,
                    part.clusters(),
                    each,
                    plan.progressMessages(),
                    number * plan.progressCores(),
                    number * plan.cores());
        }
    }

    private void spread(StringBuilder text) {
        line(
                text,
                "%nSIMULATED LOAD OF A TASK (seed %d, skew %.2f, %d namespaces a cluster)",
                shape.seed(),
                shape.skew(),
                shape.namespaces());
        line(
                text,
                "  %-34s %10s %10s %8s %9s %9s %9s",
                "work, by key",
                "mean /s",
                "most /s",
                "times",
                "busy",
                "p50 ms",
                "p99 ms");
        SplittableRandom random = new SplittableRandom(shape.seed());
        double detect = costs.detectSeconds(demand.rules());
        task(text, "detect, by event", Spread.Key.EVENT, demand.events(), detect, random.split());
        double work = demand.writes() + demand.changes();
        double story = work == 0
                ? 0
                : (demand.writes() / costs.hitsPerCore() + demand.changes() / costs.changesPerCore()) / work;
        Spread byNamespace = task(text, "story, by namespace", Spread.Key.NAMESPACE, work, story, random.split());
        task(text, "detect, were it by cluster", Spread.Key.CLUSTER, demand.events(), detect, random.split());
        double hottest = byNamespace.hottestKey() * story;
        line(
                text,
                "hottest namespace: %,.0f /s, %.2f of a core; %s",
                byNamespace.hottestKey(),
                hottest,
                hottest > demand.utilisation()
                        ? "too much for one task, and no number of partitions divides it"
                        : "one task can do it");
        line(
                text,
                "delays are of queueing and work alone; commits come on top (measured whole: p50 67 ms, p99 130 ms)");
    }

    private Spread task(
            StringBuilder text, String name, Spread.Key key, double rate, double seconds, SplittableRandom random) {
        Spread spread = Spread.of(key, rate, demand.clusters(), shape.namespaces(), shape.skew(), partitions, random);
        Queueing queue = Queueing.simulate(spread.most(), seconds, random);
        String p50 = queue.fallsBehind() ? "behind" : String.format(Locale.ROOT, "%.3f", queue.p50() * 1e3);
        String p99 = queue.fallsBehind() ? "behind" : String.format(Locale.ROOT, "%.3f", queue.p99() * 1e3);
        line(
                text,
                "  %-34s %,10.0f %,10.0f %8.2f %8.0f%% %9s %9s",
                name,
                spread.mean(),
                spread.most(),
                spread.imbalance(),
                queue.utilisation() * 100,
                p50,
                p99);
        return spread;
    }

    private static void row(StringBuilder text, String name, double cores, String from, Object... values) {
        line(text, "  %-24s %,10.1f  %s", name, cores, String.format(Locale.ROOT, from, values));
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format + "%n", values));
    }
}
