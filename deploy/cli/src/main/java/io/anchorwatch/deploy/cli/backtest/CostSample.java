// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.streamjobs.detection.engine.RuleTimer;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A fair sample of the requests of a history, and what rules cost on it. Of one history it is always the same sample. */
final class CostSample {

    private static final int EVENTS = 2_000;
    private static final long BYTES = 64L << 20;
    private static final int WARM_UPS = 1;

    /** So many of the requests that reach a rule are timed; a median needs no more. */
    private static final long TIMED = 100;

    private final SplittableRandom random = new SplittableRandom(1);
    private final List<byte[]> events = new ArrayList<>();
    private long bytes;
    private long seen;

    /**
     * What a rule costs.
     *
     * @param reached events of the sample that the index let through to the rule
     * @param medianNanos time of its condition for one of them
     * @param share its part of the time of all rules on the sample
     */
    record Cost(String rule, long reached, long medianNanos, double share) {}

    void add(ClusterEvent event) {
        if (event instanceof AuditEvent audit) {
            seen++;
            boolean room = events.size() < EVENTS;
            long at = room ? events.size() : random.nextLong(seen);
            long freed = room || at >= EVENTS ? 0 : events.get((int) at).length;
            if (at < EVENTS && bytes - freed + audit.json().length <= BYTES) {
                bytes += audit.json().length - freed;
                if (room) {
                    events.add(audit.json());
                } else {
                    events.set((int) at, audit.json());
                }
            }
        }
    }

    int size() {
        return events.size();
    }

    /** The dearest first. */
    List<Cost> of(RuleSet rules) {
        RuleTimer timer = new RuleTimer(rules, System::nanoTime);
        Times times = new Times();
        for (int round = 0; round <= WARM_UPS; round++) {
            times = new Times();
            for (byte[] event : events) {
                try {
                    timer.time(event, times);
                } catch (IOException impossible) {
                    throw new UncheckedIOException("an event that was read before", impossible);
                }
            }
        }
        return times.costs();
    }

    /** What was measured in one round. */
    private static final class Times implements RuleTimer.Sink {
        private final Map<String, Long> reached = new TreeMap<>();
        private final Map<String, List<Long>> nanos = new TreeMap<>();

        @Override
        public boolean reached(String rule) {
            return reached.merge(rule, 1L, Long::sum) <= TIMED;
        }

        @Override
        public void took(String rule, long time) {
            nanos.computeIfAbsent(rule, unseen -> new ArrayList<>()).add(time);
        }

        List<Cost> costs() {
            double total = reached.entrySet().stream()
                    .mapToDouble(rule -> (double) median(rule.getKey()) * rule.getValue())
                    .sum();
            return reached.entrySet().stream()
                    .map(rule -> {
                        long median = median(rule.getKey());
                        double share = total == 0 ? 0 : median * rule.getValue() / total;
                        return new Cost(rule.getKey(), rule.getValue(), median, share);
                    })
                    .sorted(Comparator.comparingDouble(Cost::share).reversed().thenComparing(Cost::rule))
                    .toList();
        }

        private long median(String rule) {
            List<Long> sorted =
                    nanos.getOrDefault(rule, List.of(0L)).stream().sorted().toList();
            return sorted.get(sorted.size() / 2);
        }
    }
}
