// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import io.anchorwatch.ingest.audit.spool.Intake;
import io.anchorwatch.ingest.audit.spool.Spool;
import io.anchorwatch.ingest.audit.spool.SpoolDrainer;
import io.anchorwatch.ingest.event.AuditEventCodec;
import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.publish.EventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The receiver with its spool, put together: what a program starts, watches and stops. */
public final class WebhookIngest implements AutoCloseable {

    /** A healthy Kafka answers in milliseconds, an election takes a second or two; see RATIONALE.md. */
    private static final Duration KAFKA_WAIT = Duration.ofSeconds(2);

    private static final Duration DISK_WAIT = Duration.ofSeconds(5);

    private final Spool spool;
    private final SpoolDrainer drainer;
    private final Intake intake;
    private final WebhookReceiver receiver;

    private WebhookIngest(Spool spool, SpoolDrainer drainer, Intake intake, WebhookReceiver receiver) {
        this.spool = spool;
        this.drainer = drainer;
        this.intake = intake;
        this.receiver = receiver;
    }

    /**
     * Where batches wait that Kafka does not take.
     *
     * @param directory of this process alone, created when absent
     * @param maxBytes bound on what waits; allow twice as much disk
     */
    public record SpoolPlace(Path directory, long maxBytes) {}

    /**
     * Starts receiving.
     *
     * @param publisher Kafka; not closed by this, and to be closed after it
     * @throws IllegalArgumentException with all problems of the configuration
     * @throws IOException when a certificate or key cannot be read
     */
    public static WebhookIngest start(
            WebhookReceiverConfig config,
            SpoolPlace place,
            EventPublisher publisher,
            MeterRegistry registry,
            InstantSource clock)
            throws IOException {
        Spool spool = Spool.open(place.directory(), place.maxBytes(), clock);
        SpoolDrainer drainer = SpoolDrainer.start(spool, publisher);
        Intake intake = new Intake(publisher, spool, KAFKA_WAIT, DISK_WAIT);
        boolean started = false;
        try {
            AuditEventCodec codec = new AuditEventCodec(EventLimits.DEFAULT);
            WebhookReceiver receiver = WebhookReceiver.start(config, codec, intake, registry, clock);
            ReceiverMetrics.bindSpool(registry, spool, drainer);
            started = true;
            return new WebhookIngest(spool, drainer, intake, receiver);
        } finally {
            if (!started) {
                closeStorage(intake, drainer, spool);
            }
        }
    }

    /** The port it listens on. */
    public int port() {
        return receiver.port();
    }

    /** Problems of its components by name, each with what to do; a component without one is well. */
    public Map<String, Optional<String>> health() {
        Map<String, Optional<String>> health = new LinkedHashMap<>();
        health.put("webhook-spool", spool.problem());
        health.put("webhook-kafka", drainer.problem());
        return health;
    }

    Spool spool() {
        return spool;
    }

    SpoolDrainer drainer() {
        return drainer;
    }

    private static void closeStorage(Intake intake, SpoolDrainer drainer, Spool spool) {
        intake.close();
        drainer.close();
        spool.close();
    }

    /** Takes no more requests and answers those it has. {@link #close} does it too. */
    public void stopReceiving() {
        receiver.close();
    }

    /** Takes no more requests, answers those it has, and leaves in the spool what Kafka has not taken. */
    @Override
    public void close() {
        stopReceiving();
        closeStorage(intake, drainer, spool);
    }
}
