// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.bench;

import io.anchorwatch.streamjobs.detection.engine.Indexing;
import io.anchorwatch.streamjobs.detection.engine.RuleMatcher;
import io.anchorwatch.streamjobs.detection.rule.KubernetesAuditMapping;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.detection.sigma.Placeholders;
import io.anchorwatch.streamjobs.detection.sigma.SigmaReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code bench --synthetic}: the same events against ever more rules, in turns with tokenising. */
final class SyntheticBench {

    private static final long SEED = 1;
    private static final int WARM_UP = 20;

    private final List<byte[]> events;
    private final int rounds;

    SyntheticBench(List<byte[]> events, int rounds) {
        this.events = events;
        this.rounds = rounds;
    }

    /** One rule set on its way through the rounds. */
    private static final class Load {
        final int rules;
        final long readNanos;
        final long compileNanos;
        final long alwaysRun;
        final RuleMatcher matcher;
        final double[] match;
        final double[] tokenise;

        Load(int rules, int rounds) {
            this.rules = rules;
            this.match = new double[rounds];
            this.tokenise = new double[rounds];
            long start = Measure.cpuNanos();
            RuleSet set = read(rules);
            long read = Measure.cpuNanos();
            this.matcher = RuleMatcher.audit(set);
            this.readNanos = read - start;
            this.compileNanos = Measure.cpuNanos() - read;
            this.alwaysRun = Indexing.of(set.rules()).stream()
                    .filter(Indexing::isAlwaysRun)
                    .count();
        }
    }

    /** The synthetic rules, read as if they lay in files. */
    static RuleSet read(int rules) {
        RuleSet set = new SigmaReader(new KubernetesAuditMapping(), Placeholders.NONE)
                .read(SyntheticRules.files(rules, SEED));
        if (set.rules().size() != rules) {
            throw new IllegalStateException(set.problems().toString());
        }
        return set;
    }

    void run(List<Integer> counts, PrintWriter out, PrintWriter err) throws IOException {
        List<Load> loads = counts.stream().map(rules -> new Load(rules, rounds)).toList();
        Measure measure = new Measure();
        for (int round = -WARM_UP; round < rounds; round++) {
            for (Load load : loads) {
                double matched = measure.perSecond(events, load.matcher::match);
                double tokenised = measure.perSecond(events, Measure::tokenise);
                if (round >= 0) {
                    load.match[round] = matched;
                    load.tokenise[round] = tokenised;
                }
            }
            err.printf(Locale.ROOT, "round %d of %d%n", round + 1 + WARM_UP, rounds + WARM_UP);
        }
        out.printf(
                Locale.ROOT,
                "events %,d, one thread, per second of its processor time, medians of %d rounds%n"
                        + "%8s %12s %10s %9s %9s %9s %12s %12s %10s %10s %10s%n",
                events.size(),
                rounds,
                "rules",
                "events/s",
                "of tokens",
                "slower",
                "p50 us",
                "p99 us",
                "decode B/ev",
                "match B/ev",
                "quiet B/ev",
                "read ms",
                "compile ms");
        for (Load load : loads) {
            tell(load, loads.get(0), measure, out);
        }
        out.flush();
    }

    private void tell(Load load, Load first, Measure measure, PrintWriter out) throws IOException {
        long[] nanos = measure.nanos(events, load.matcher::match);
        List<byte[]> quiet = new ArrayList<>();
        for (byte[] event : events) {
            if (load.matcher.match(event).isEmpty()) {
                quiet.add(event);
            }
        }
        double decode = measure.bytes(events, load.matcher::read);
        double match = measure.bytes(events, load.matcher::match) - decode;
        double silent = measure.bytes(quiet, load.matcher::match) - measure.bytes(quiet, load.matcher::read);
        out.printf(
                Locale.ROOT,
                "%,8d %,12.0f %10.2f %9.2f %9.1f %9.1f %12.0f %12.0f %10.0f %10d %10d  (%d always run)%n",
                load.rules,
                Measure.median(load.match),
                Measure.medianRatio(load.match, load.tokenise),
                1 / Measure.medianRatio(load.match, first.match),
                Measure.percentile(nanos, 0.5) / 1e3,
                Measure.percentile(nanos, 0.99) / 1e3,
                decode,
                match,
                silent,
                load.readNanos / 1_000_000,
                load.compileNanos / 1_000_000,
                load.alwaysRun);
    }
}
