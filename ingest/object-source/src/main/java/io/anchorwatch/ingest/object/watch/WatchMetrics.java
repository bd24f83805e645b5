// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What one loop counts. {@code received = published + dead_lettered + unchanged + bookmarks + errors + pending}. */
public final class WatchMetrics {

    private static final String PREFIX = "anchorwatch.watch.";

    final Counter received;
    final Counter published;
    final Counter deadLettered;
    final Counter unchanged;
    final Counter bookmarks;
    final Counter errors;
    final Counter gaps;
    final Counter divergences;
    final Counter relists;
    final Counter reconnects;
    private final InstantSource clock;
    private volatile Instant seen;

    public WatchMetrics(MeterRegistry registry, InstantSource clock, String cluster, String resource) {
        Tags tags = Tags.of("cluster", cluster, "resource", resource);
        this.received = registry.counter(PREFIX + "received", tags);
        this.published = registry.counter(PREFIX + "published", tags);
        this.deadLettered = registry.counter(PREFIX + "dead.lettered", tags);
        this.unchanged = registry.counter(PREFIX + "unchanged", tags);
        this.bookmarks = registry.counter(PREFIX + "bookmarks", tags);
        this.errors = registry.counter(PREFIX + "errors", tags);
        this.gaps = registry.counter(PREFIX + "gaps", tags);
        this.divergences = registry.counter(PREFIX + "divergences", tags);
        this.relists = registry.counter(PREFIX + "relists", tags);
        this.reconnects = registry.counter(PREFIX + "reconnects", tags);
        this.clock = clock;
        this.seen = clock.instant();
        Gauge.builder(PREFIX + "silence.seconds", this, WatchMetrics::silence)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    /** The server gave a sign of life. */
    void alive() {
        seen = clock.instant();
    }

    private double silence() {
        return Duration.between(seen, clock.instant()).toMillis() / 1000.0;
    }
}
