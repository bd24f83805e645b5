// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import io.anchorwatch.ingest.audit.spool.Spool;
import io.anchorwatch.ingest.audit.spool.SpoolDrainer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the receiver counts. For events, at any quiet moment: received = published + spooled + rejected.
 *
 * <p>A rejected event got a 503 and the API server sends it again, which counts as received again.
 */
final class ReceiverMetrics {

    private final Counter received;
    private final Counter published;
    private final Counter spooled;
    private final Counter rejected;
    private final Counter deadLettered;
    private final Timer ack;
    private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);

    ReceiverMetrics(MeterRegistry registry) {
        received = Counter.builder("anchorwatch_webhook_events_received")
                .description("items of the batches that could be read")
                .register(registry);
        published = outcome(registry, "published");
        spooled = outcome(registry, "spooled");
        rejected = outcome(registry, "rejected");
        deadLettered = Counter.builder("anchorwatch_webhook_events_dead_lettered")
                .description("received items that hold no usable event")
                .register(registry);
        ack = Timer.builder("anchorwatch_webhook_ack")
                .description("from the request's headers to its answer")
                .publishPercentileHistogram()
                .register(registry);
        for (Refusal refusal : Refusal.values()) {
            refused.put(
                    refusal,
                    Counter.builder("anchorwatch_webhook_requests_refused")
                            .tag("reason", refusal.label())
                            .register(registry));
        }
    }

    private static Counter outcome(MeterRegistry registry, String outcome) {
        return Counter.builder("anchorwatch_webhook_events")
                .tag("outcome", outcome)
                .register(registry);
    }

    static void bindSpool(MeterRegistry registry, Spool spool, SpoolDrainer drainer) {
        Gauge.builder("anchorwatch_spool_records", spool, Spool::records).register(registry);
        Gauge.builder("anchorwatch_spool_bytes", spool, Spool::bytes).register(registry);
        Gauge.builder(
                        "anchorwatch_spool_oldest_age_seconds",
                        spool,
                        s -> s.oldestAge().toMillis() / 1000.0)
                .register(registry);
        FunctionCounter.builder("anchorwatch_spool_drained_records", drainer, SpoolDrainer::drained)
                .register(registry);
    }

    void received(int events) {
        received.increment(events);
    }

    void published(int events) {
        published.increment(events);
    }

    void spooled(int events) {
        spooled.increment(events);
    }

    void rejected(int events) {
        rejected.increment(events);
    }

    void deadLettered(int events) {
        deadLettered.increment(events);
    }

    void refused(Refusal refusal) {
        refused.getOrDefault(refusal, rejected).increment();
    }

    Timer ack() {
        return ack;
    }
}
