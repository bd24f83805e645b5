// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.bench;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationEngine;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationOutput;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSet;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import io.anchorwatch.streamjobs.detection.correlation.Hit;
import io.anchorwatch.streamjobs.detection.correlation.MemoryStore;
import io.anchorwatch.streamjobs.detection.correlation.Story;
import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import io.anchorwatch.streamjobs.detection.rule.KubernetesAuditMapping;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.detection.sigma.Placeholders;
import io.anchorwatch.streamjobs.detection.sigma.SigmaReader;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code bench --correlate}: hits of one rule, group after group, into a count of events and a count of values over an
 * hour; the hits of one round over all groups span ten minutes, so that every group stays alive.
 */
final class CorrelateBench implements CorrelationOutput {

    private static final int ROUNDS = 4;
    private static final long ROUND_MICROS = 600_000_000L;
    private static final long START_MICROS = 1_767_225_600_000_000L;
    private static final String RULES = """
            title: Base
            name: base
            level: low
            logsource: {product: kubernetes, service: audit}
            detection:
              selection: {verb: get}
              condition: selection
            ---
            title: Events
            name: events
            level: low
            correlation:
              type: event_count
              rules: [base]
              group-by: [user.username]
              timespan: 1h
              condition: {gte: 1000}
            ---
            title: Values
            name: values
            level: low
            correlation:
              type: value_count
              rules: [base]
              group-by: [user.username]
              timespan: 1h
              condition: {gte: 1000, field: objectRef.name}
            """;
    private static final Story STORY = new Story(
            new Alert.Actor("someone", "", List.of(), "human"),
            new Alert.Client("192.0.2.1", List.of(), "kubectl"),
            "get",
            new Alert.Target("", "secrets", "", "default", "", "/api/v1/namespaces/default/secrets"),
            new Alert.Outcome("success", 200, ""));

    private final int groups;
    private long alerts;
    private long tooLate;

    CorrelateBench(int groups) {
        this.groups = groups;
    }

    void run(PrintWriter out, PrintWriter err) {
        RuleSet rules = new SigmaReader(new KubernetesAuditMapping(), Placeholders.NONE)
                .read(Map.of("bench.yaml", RULES))
                .linked();
        MemoryStore store = new MemoryStore();
        CorrelationEngine engine =
                new CorrelationEngine(new CorrelationSet(rules), store, CorrelationSettings.settledInOnePlace(), this);
        out.printf(
                Locale.ROOT,
                "groups %,d of each of %d correlations, one thread, per second of its processor time%n",
                groups,
                rules.correlations().size());
        for (int round = 0; round < ROUNDS; round++) {
            long[] settle = new long[groups];
            long start = Measure.cpuNanos();
            for (int group = 0; group < groups; group++) {
                long timeMicros = START_MICROS + round * ROUND_MICROS + group * ROUND_MICROS / groups;
                for (CorrelationRule rule : rules.correlations()) {
                    engine.hit(hit(rule, group, round, timeMicros));
                }
                long before = System.nanoTime();
                engine.detectorAt(0, "bench", timeMicros);
                settle[group] = System.nanoTime() - before;
            }
            long nanos = Measure.cpuNanos() - start;
            double hits = (double) groups * rules.correlations().size();
            // Most calls settle nothing: a pause is one that does.
            long[] pauses = Arrays.stream(settle).filter(each -> each > 20_000).toArray();
            err.printf(Locale.ROOT, "round %d of %d%n", round + 1, ROUNDS);
            out.printf(
                    Locale.ROOT,
                    "round %d: %,9.0f hits/s, %,d pauses above 20 us, p50 %.2f ms, p99 %.2f ms, max %.2f ms, %,d keys, heap %,.0f bytes a group%n",
                    round + 1,
                    hits * 1e9 / nanos,
                    pauses.length,
                    pauses.length == 0 ? 0 : Measure.percentile(pauses, 0.5) / 1e6,
                    pauses.length == 0 ? 0 : Measure.percentile(pauses, 0.99) / 1e6,
                    pauses.length == 0 ? 0 : Arrays.stream(pauses).max().orElse(0) / 1e6,
                    store.size(),
                    heapBytes() / hits);
        }
        out.printf(Locale.ROOT, "alerts %,d, too late %,d%n", alerts, tooLate);
        out.flush();
    }

    /** What is still reachable, next to which the program itself is small. */
    private static double heapBytes() {
        Runtime runtime = Runtime.getRuntime();
        runtime.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static Hit hit(CorrelationRule rule, int group, int round, long timeMicros) {
        String uid = "e" + round + "-" + group;
        return new Hit(
                rule.id(),
                rule.ref().logicHash(),
                "bench",
                List.of("user-" + group),
                timeMicros,
                uid,
                1,
                rule.id().equals("values") ? List.of("secret-" + round) : List.of(),
                STORY,
                new Hit.Source(uid, uid, "ResponseComplete"));
    }

    @Override
    public void alert(Alert alert) {
        alerts++;
    }

    @Override
    public void tooLate(Hit hit) {
        tooLate++;
    }

    @Override
    public void unkeyed(String correlation) {}
}
