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
    private static final int WARM_UPS = 2;

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
        Map<String, List<Long>> times = new TreeMap<>();
        for (int round = 0; round <= WARM_UPS; round++) {
            times.clear();
            for (byte[] event : events) {
                try {
                    timer.time(
                            event,
                            (rule, nanos) -> times.computeIfAbsent(rule, unseen -> new ArrayList<>())
                                    .add(nanos));
                } catch (IOException impossible) {
                    throw new UncheckedIOException("an event that was read before", impossible);
                }
            }
        }
        Map<String, Long> medians = new TreeMap<>();
        times.forEach((rule, nanos) -> medians.put(rule, median(nanos)));
        double total = times.entrySet().stream()
                .mapToDouble(rule -> (double) medians.getOrDefault(rule.getKey(), 0L)
                        * rule.getValue().size())
                .sum();
        return times.entrySet().stream()
                .map(rule -> {
                    long median = medians.getOrDefault(rule.getKey(), 0L);
                    int reached = rule.getValue().size();
                    return new Cost(rule.getKey(), reached, median, total == 0 ? 0 : median * reached / total);
                })
                .sorted(Comparator.comparingDouble(Cost::share).reversed().thenComparing(Cost::rule))
                .toList();
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
