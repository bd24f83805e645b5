// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.tail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * What the tailer did. At any time
 * {@code read = published + dead_lettered + given_back + lines of the transaction under way}.
 */
final class TailMetrics {

    private final Counter read;
    private final Counter published;
    private final Counter deadLettered;
    private final Counter givenBack;
    private final Counter retries;
    private final Counter truncations;
    private final Counter positionsLost;

    TailMetrics(MeterRegistry registry, String cluster, String source) {
        Tags tags = Tags.of("cluster", cluster, "source", source);
        read = registry.counter("anchorwatch_tail_lines_read", tags);
        published = registry.counter("anchorwatch_tail_lines_published", tags);
        deadLettered = registry.counter("anchorwatch_tail_lines_dead_lettered", tags);
        givenBack = registry.counter("anchorwatch_tail_lines_given_back", tags);
        retries = registry.counter("anchorwatch_tail_retries", tags);
        truncations = registry.counter("anchorwatch_tail_truncations", tags);
        positionsLost = registry.counter("anchorwatch_tail_positions_lost", tags);
    }

    void read(int lines) {
        read.increment(lines);
    }

    void done(int events, int deadLetters) {
        published.increment(events);
        deadLettered.increment(deadLetters);
    }

    /** Lines whose transaction failed; they are read again. */
    void givenBack(int lines) {
        givenBack.increment(lines);
    }

    void retried() {
        retries.increment();
    }

    void truncated() {
        truncations.increment();
    }

    void positionLost() {
        positionsLost.increment();
    }
}
