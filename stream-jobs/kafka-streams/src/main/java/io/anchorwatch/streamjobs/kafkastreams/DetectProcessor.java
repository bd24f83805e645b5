// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.ingest.event.AuditEventCodec;
import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertRecord;
import io.anchorwatch.streamjobs.detection.engine.Detector;
import io.anchorwatch.streamjobs.detection.engine.Judgement;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges each audit record and forwards its alerts, or the raw record to the dead letters. */
final class DetectProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger log = LoggerFactory.getLogger(DetectProcessor.class);

    private final Detector detector;
    private final JobMetrics metrics;
    private final AlertCodec alerts = new AlertCodec();
    private final AuditEventCodec events = new AuditEventCodec(EventLimits.DEFAULT);
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable StoredRequestLog requests;

    DetectProcessor(Detector detector, JobMetrics metrics) {
        this.detector = detector;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
        requests = new StoredRequestLog(newContext.getStateStore(DetectionTopology.REQUESTS));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        metrics.consumed();
        Judgement judgement = judge(record);
        if (judgement instanceof Judgement.Evaluated evaluated) {
            metrics.evaluated();
            evaluated.failed().keySet().forEach(metrics::failed);
            evaluated.alerts().forEach(this::forward);
        } else if (judgement instanceof Judgement.Unreadable unreadable) {
            metrics.deadLettered();
            deadLetter(record, unreadable.reason());
        } else {
            metrics.repeated();
        }
    }

    private Judgement judge(Record<byte[], byte[]> record) {
        @Nullable String cluster = text(record.headers(), EventTopics.CE_SOURCE);
        byte @Nullable [] value = record.value();
        if (cluster == null || value == null) {
            return new Judgement.Unreadable(value == null ? "empty record" : "no header " + EventTopics.CE_SOURCE);
        }
        @Nullable String eventId = text(record.headers(), EventTopics.CE_ID);
        try {
            if (eventId == null) {
                return events.decode(cluster, value)
                        .fold(
                                decoded -> judge(
                                        record,
                                        cluster,
                                        decoded.event().id().value(),
                                        decoded.event().json()),
                                malformed -> new Judgement.Unreadable(malformed.reason()));
            }
            return judge(record, cluster, eventId, value);
        } catch (KafkaException storeOrBroker) {
            // Not the event's fault: the transaction is aborted and the event comes again.
            throw storeOrBroker;
        } catch (RuntimeException bug) {
            // One event that trips a bug of ours must neither stop the job nor vanish.
            log.error("an event could not be judged and goes to the dead letters", bug);
            return new Judgement.Unreadable("internal error: " + bug.getClass().getSimpleName());
        }
    }

    private Judgement judge(Record<byte[], byte[]> record, String cluster, String eventId, byte[] json) {
        StoredRequestLog requestLog = requests();
        requestLog.receivedAt(receivedMs(record));
        return detector.judge(cluster, eventId, json, requestLog);
    }

    /** Never later than now: else one wrong clock would make all that follows too old to be remembered. */
    private long receivedMs(Record<byte[], byte[]> record) {
        long nowMs = context().currentSystemTimeMs();
        @Nullable String receivedAt = text(record.headers(), EventTopics.RECEIVED_AT);
        try {
            return receivedAt == null
                    ? nowMs
                    : Math.min(nowMs, Instant.parse(receivedAt).toEpochMilli());
        } catch (DateTimeException | ArithmeticException notOurs) {
            return nowMs;
        }
    }

    private void forward(Alert alert) {
        metrics.alert(alert);
        AlertRecord out = alerts.toRecord(alert);
        Headers headers = new RecordHeaders();
        out.headers().forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        context()
                .forward(
                        new Record<>(
                                out.key().getBytes(StandardCharsets.UTF_8),
                                out.value(),
                                Math.max(0, out.timestamp().toEpochMilli()),
                                headers),
                        DetectionTopology.ALERTS);
    }

    private void deadLetter(Record<byte[], byte[]> record, String reason) {
        String origin = context()
                .recordMetadata()
                .map(from -> from.topic() + "/" + from.partition() + "/" + from.offset())
                .orElse("");
        context().forward(DeadLetter.of(record, reason, origin), DetectionTopology.DEAD_LETTERS);
    }

    private static @Nullable String text(Headers headers, String name) {
        @Nullable Header header = headers.lastHeader(name);
        byte @Nullable [] value = header == null ? null : header.value();
        return value == null || value.length == 0 ? null : new String(value, StandardCharsets.UTF_8);
    }

    private ProcessorContext<byte[], byte[]> context() {
        return require(context);
    }

    private StoredRequestLog requests() {
        return require(requests);
    }

    private static <T> T require(@Nullable T initialised) {
        if (initialised == null) {
            throw new IllegalStateException("init was not called");
        }
        return initialised;
    }
}
