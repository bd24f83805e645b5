// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/**
 * The counters of one sink. At every moment, received + restored = delivered + counted + rejected + filtered + returned +
 * waiting: waiting is what came in less the sum of the rest, and a test checks it against what is really open.
 */
final class SinkMetrics {

    private static final String PREFIX = "anchorwatch.sink.";

    private final MeterRegistry registry;
    private final String sink;
    private final Counter received;
    private final Counter restored;
    private final Counter retried;
    private final Map<Outcome, Counter> settled = new EnumMap<>(Outcome.class);
    private final AtomicLong waiting = new AtomicLong();

    SinkMetrics(MeterRegistry registry, String sink) {
        this.registry = registry;
        this.sink = sink;
        received = counter("received", "Alert records read from Kafka for the sink");
        restored = counter("restored", "Alerts taken over from the kept state, received before");
        retried = counter("retried", "Answers of the sink that asked for another try");
        for (Outcome outcome : Outcome.values()) {
            settled.put(outcome, counter(outcome.name().toLowerCase(Locale.ROOT), "Alert records by their end"));
        }
        gauge("waiting", "Alert records received and not yet final", waiting::get);
    }

    void received(int count) {
        received.increment(count);
        waiting.addAndGet(count);
    }

    void retried(int count) {
        retried.increment(count);
    }

    /** Alerts that an earlier process, or this one before an error, had taken and not settled. */
    void restored(long count) {
        restored.increment((double) count);
        waiting.addAndGet(count);
    }

    /** All that wait are somebody else's from here on. */
    void returnAll() {
        settled(Outcome.RETURNED, waiting.get());
    }

    void settled(Outcome outcome) {
        settled(outcome, 1);
    }

    void settled(Outcome outcome, long count) {
        Counter counter = settled.get(outcome);
        if (counter == null) {
            throw new IllegalStateException("no counter for " + outcome);
        }
        counter.increment((double) count);
        waiting.addAndGet(-count);
    }

    /** A gauge of this sink; it lives as long as the registry. */
    void gauge(String name, String description, DoubleSupplier value) {
        Gauge.builder(PREFIX + name, value::getAsDouble)
                .description(description)
                .tag("sink", sink)
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(PREFIX + name)
                .description(description)
                .tag("sink", sink)
                .register(registry);
    }
}
