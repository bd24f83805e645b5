// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.ingest.event.AuditEventCodec;
import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.streamjobs.detection.correlation.Hit;
import io.anchorwatch.streamjobs.detection.drift.Write;
import io.anchorwatch.streamjobs.detection.engine.Judgement;
import io.anchorwatch.streamjobs.detection.engine.Scratch;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges each audit record and forwards its alerts, or the raw record to the dead letters. */
final class DetectProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger log = LoggerFactory.getLogger(DetectProcessor.class);

    private static final Duration TELL_EVERY = Duration.ofSeconds(1);

    private final RulesInForce rules;
    private final boolean live;
    private final boolean stories;
    private final JobMetrics metrics;
    private final Scratch scratch = new Scratch();
    private final AuditEventCodec events = new AuditEventCodec(EventLimits.DEFAULT);
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable StoredRequestLog requests;
    private @Nullable Outbox outbox;
    private @Nullable EventClocks clocks;

    /** {@code stories}: whether object changes are joined with what this finds. */
    DetectProcessor(RulesInForce rules, boolean live, boolean stories, JobMetrics metrics) {
        this.rules = rules;
        this.live = live;
        this.stories = stories;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
        requests = new StoredRequestLog(newContext.getStateStore(DetectionTopology.REQUESTS));
        outbox = new Outbox(newContext, metrics);
        clocks = new EventClocks(live, EventClock.QUIET_MS);
        newContext.schedule(TELL_EVERY, PunctuationType.WALL_CLOCK_TIME, nowMs -> tell(clocks().at(nowMs)));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (DetectionJob.END_OF_INPUT.equals(EventHeaders.text(record.headers(), EventTopics.CE_TYPE))) {
            tell(clocks().end());
            return;
        }
        metrics.consumed();
        Judgement judgement = judge(record);
        if (judgement instanceof Judgement.Evaluated evaluated) {
            metrics.evaluated();
            evaluated.failed().keySet().forEach(metrics::failed);
            evaluated.alerts().forEach(outbox()::alert);
            evaluated.hits().forEach(hit -> correlate(hit, record));
            tellWrite(evaluated.write());
        } else if (judgement instanceof Judgement.Unreadable unreadable) {
            metrics.deadLettered();
            outbox().deadLetter(record, unreadable.reason());
        } else {
            metrics.repeated();
        }
        @Nullable String cluster = EventHeaders.text(record.headers(), EventTopics.CE_SOURCE);
        if (cluster != null) {
            long nowMs = context().currentSystemTimeMs();
            tell(clocks().event(cluster, record.timestamp() * 1_000, receivedMs(record), nowMs));
        }
    }

    private void correlate(Hit hit, Record<byte[], byte[]> record) {
        if (EventClock.isCredible(hit.timeMicros(), receivedMs(record))) {
            outbox().hit(hit);
        } else {
            outbox().aside(hit, "its clock is ahead of the one that received it");
        }
    }

    private void tellWrite(@Nullable Write write) {
        if (stories && write != null) {
            outbox().story(write.cluster(), write.target().namespace(), new StoryMessage.Wrote(write));
        }
    }

    /** Nobody needs to know while nothing correlates or joins. */
    private void tell(List<EventClocks.Reached> progress) {
        int partition = context().taskId().partition();
        for (EventClocks.Reached reached : progress) {
            if (rules.current().correlations().levels() > 0) {
                outbox().progress(
                                new CorrelationMessage.Progress(0, partition, reached.cluster(), reached.timeMicros()));
            }
            if (stories) {
                outbox().came(new StoryMessage.Came(partition, reached, true));
            }
        }
    }

    private Judgement judge(Record<byte[], byte[]> record) {
        @Nullable String cluster = EventHeaders.text(record.headers(), EventTopics.CE_SOURCE);
        byte @Nullable [] value = record.value();
        if (cluster == null || value == null) {
            return new Judgement.Unreadable(value == null ? "empty record" : "no header " + EventTopics.CE_SOURCE);
        }
        @Nullable String eventId = EventHeaders.text(record.headers(), EventTopics.CE_ID);
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
        return rules.current().detector().judge(cluster, eventId, json, requestLog, scratch);
    }

    private long receivedMs(Record<byte[], byte[]> record) {
        return EventHeaders.receivedMs(record.headers(), context().currentSystemTimeMs());
    }

    private ProcessorContext<byte[], byte[]> context() {
        return Initialised.require(context);
    }

    private StoredRequestLog requests() {
        return Initialised.require(requests);
    }

    private Outbox outbox() {
        return Initialised.require(outbox);
    }

    private EventClocks clocks() {
        return Initialised.require(clocks);
    }
}
