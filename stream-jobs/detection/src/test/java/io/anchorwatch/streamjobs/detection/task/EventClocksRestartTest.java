// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationEngine;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationOutput;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSet;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import io.anchorwatch.streamjobs.detection.correlation.Hit;
import io.anchorwatch.streamjobs.detection.correlation.MemoryStore;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import io.anchorwatch.streamjobs.detection.sigma.Placeholders;
import io.anchorwatch.streamjobs.detection.sigma.SigmaReader;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two partitions tell a correlator how far they are with a cluster; one of them starts anew and meets no more events of
 * it, or a backlog. Wall clock and event time in seconds.
 */
final class EventClocksRestartTest {

    private static final String CLUSTER = "a";
    private static final String RULES = """
            title: get
            name: get
            level: low
            logsource: {product: kubernetes}
            detection: {s: {verb: get}, condition: s}
            ---
            title: three
            name: three
            level: high
            correlation: {type: event_count, rules: [get], timespan: 10m, condition: {gte: 3}}
            """;

    private final MemoryStore kept = new MemoryStore();
    private final EventClocks steady = clocks(new MemoryStore(), 1_000);
    private final Map<String, Long> settled = new TreeMap<>();
    private final CorrelationEngine correlator = new CorrelationEngine(
            new CorrelationSet(new SigmaReader(FieldMapping.NONE, Placeholders.NONE)
                    .read(Map.of("r.yaml", RULES))
                    .linked()),
            new MemoryStore(),
            new CorrelationSettings(Duration.ofSeconds(10), true, 2, 1),
            new Settled());

    private final class Settled implements CorrelationOutput {
        @Override
        public void settled(int level, String cluster, long timeMicros) {
            settled.put(cluster, timeMicros / 1_000_000);
        }

        @Override
        public void alert(Alert alert) {}

        @Override
        public void tooLate(Hit hit) {}

        @Override
        public void unkeyed(String correlation) {}
    }

    /** Both have met the cluster at second 1,000. */
    @BeforeEach
    void meet() {
        event(0, steady, 1_000, 1_000);
        event(1, clocks(kept, 1_000), 1_000, 1_000);
    }

    private static EventClocks clocks(MemoryStore store, long second) {
        return EventClocks.ofAudit(true, store, second * 1_000);
    }

    private void event(int partition, EventClocks clocks, long second, long now) {
        clocks.event(CLUSTER, second * 1_000_000, now * 1_000, now * 1_000)
                .forEach(reached -> tell(partition, reached));
    }

    private void tick(int partition, EventClocks clocks, long now) {
        clocks.at(now * 1_000).forEach(reached -> tell(partition, reached));
    }

    private void tell(int partition, Reached reached) {
        correlator.detectorAt(partition, reached.cluster(), reached.timeMicros());
    }

    private long settled() {
        return settled.getOrDefault(CLUSTER, 0L);
    }

    @Test
    void aPartitionWithoutFurtherEventsOfAClusterHoldsItUpOnlyUntilItHasBeenQuiet() {
        EventClocks restarted = clocks(kept, 1_005);
        event(0, steady, 1_060, 1_060);
        tick(1, restarted, 1_034);
        assertThat(settled()).as("not quiet for long").isLessThan(1_000);
        tick(1, restarted, 1_060);
        assertThat(settled()).as("60 s, less the quiet time and the lateness").isBetween(1_015L, 1_020L);
    }

    @Test
    void aPartitionThatHasABacklogDoesNotRunAheadOfIt() {
        event(0, steady, 9_000, 9_000);
        EventClocks restarted = clocks(kept, 9_000);
        for (long now = 9_001; now < 9_100; now += 3) {
            long backlog = 1_000 + 10 * (now - 9_000);
            tick(1, restarted, now);
            event(1, restarted, backlog, now);
            assertThat(settled()).isLessThan(backlog);
        }
        assertThat(settled()).as("goes on with the backlog").isGreaterThan(1_900);
    }
}
