// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

import io.anchorwatch.ingest.event.AuditEventCodec;
import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.streamjobs.detection.correlation.Hit;
import io.anchorwatch.streamjobs.detection.drift.Write;
import io.anchorwatch.streamjobs.detection.engine.Judgement;
import io.anchorwatch.streamjobs.detection.engine.RequestLog;
import io.anchorwatch.streamjobs.detection.engine.Scratch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges the audit records of one partition and tells how far it is. Not thread-safe. */
public final class DetectTask {

    private final TaskSettings settings;
    private final RulesInForce rules;
    private final int partition;
    private final BoundedRequestLog requests;
    private final EventClocks clocks;
    private final TaskOutput output;
    private final TaskMetrics metrics;
    private final Scratch scratch = new Scratch();
    private final AuditEventCodec events = new AuditEventCodec(EventLimits.DEFAULT);

    /** Goes on with what {@code requests} and {@code clocks} remember. */
    public DetectTask(
            TaskSettings settings,
            RulesInForce rules,
            int partition,
            BoundedRequestLog requests,
            EventClocks clocks,
            TaskOutput output,
            TaskMetrics metrics) {
        this.settings = settings;
        this.rules = rules;
        this.partition = partition;
        this.requests = requests;
        this.clocks = clocks;
        this.output = output;
        this.metrics = metrics;
    }

    /** Takes a record; {@code nowMs} is the wall clock, in milliseconds since the epoch. */
    public void accept(Inbound record, long nowMs) {
        if (record.isEnd()) {
            tell(clocks.end());
            return;
        }
        metrics.consumed();
        // A replay must not depend on when it is made: recorded clocks are believed.
        long receivedMs = settings.live() ? record.receivedMs(nowMs) : record.timeMs();
        @Nullable Instant late = record.lateAt();
        Judgement judgement = judge(record, receivedMs);
        if (judgement instanceof Judgement.Evaluated evaluated) {
            metrics.evaluated();
            evaluated.failed().keySet().forEach(metrics::failed);
            evaluated.alerts().forEach(output::alert);
            if (late == null) {
                evaluated.hits().forEach(hit -> correlate(hit, receivedMs));
                tellWrite(evaluated.write());
            } else {
                evaluated.hits().forEach(hit -> output.aside(hit, "came later than the lateness of its replay"));
            }
        } else if (judgement instanceof Judgement.Unreadable unreadable) {
            metrics.deadLettered();
            output.deadLetter(record, unreadable.reason());
        } else {
            metrics.repeated();
        }
        @Nullable String cluster = record.text(EventTopics.CE_SOURCE);
        if (cluster != null) {
            tell(clocks.event(cluster, record.timeMs() * 1_000, receivedMs, nowMs));
        }
    }

    /** Tells how far it is; to be called about once a second. */
    public void tick(long nowMs) {
        tell(clocks.at(nowMs));
    }

    /** Says that nothing more comes. */
    public void end() {
        tell(clocks.end());
    }

    private void correlate(Hit hit, long receivedMs) {
        if (EventClock.isCredible(hit.timeMicros(), receivedMs)) {
            output.hit(hit);
        } else {
            output.aside(hit, "its clock is ahead of the one that received it");
        }
    }

    private void tellWrite(@Nullable Write write) {
        if (settings.objects() && write != null) {
            output.story(write.cluster(), write.target().namespace(), new StoryMessage.Wrote(write));
        }
    }

    /** Nobody needs to know while nothing correlates or joins. */
    private void tell(List<Reached> progress) {
        boolean correlates = rules.current().correlations().levels() > 0;
        for (Reached reached : progress) {
            if (correlates) {
                output.progress(new CorrelationMessage.Progress(0, partition, reached.cluster(), reached.timeMicros()));
            }
            if (settings.objects()) {
                output.came(new StoryMessage.Came(partition, reached, true));
            }
        }
    }

    private Judgement judge(Inbound record, long receivedMs) {
        @Nullable String cluster = record.text(EventTopics.CE_SOURCE);
        byte @Nullable [] value = record.value();
        if (cluster == null || value == null) {
            return new Judgement.Unreadable(value == null ? "empty record" : "no header " + EventTopics.CE_SOURCE);
        }
        @Nullable String eventId = record.text(EventTopics.CE_ID);
        requests.receivedAt(receivedMs);
        try {
            if (eventId == null) {
                return events.decode(cluster, value)
                        .fold(
                                decoded -> judge(
                                        cluster,
                                        decoded.event().id().value(),
                                        decoded.event().json(),
                                        log(record)),
                                malformed -> new Judgement.Unreadable(malformed.reason()));
            }
            return judge(cluster, eventId, value, log(record));
        } catch (RuntimeException failed) {
            if (settings.engineFailure().isInstance(failed)) {
                // Not the event's fault: the engine starts again from what it has kept, and the event comes again.
                throw failed;
            }
            // One event that trips a bug of ours must neither stop the job nor vanish.
            output.bug(failed);
            return new Judgement.Unreadable(
                    "internal error: " + failed.getClass().getSimpleName());
        }
    }

    private RequestLog log(Inbound record) {
        @Nullable Instant late = record.lateAt();
        return late == null ? requests : requests.forLate(Instant.ofEpochMilli(record.timeMs()), late);
    }

    private Judgement judge(String cluster, String eventId, byte[] json, RequestLog log) {
        return rules.current().detector().judge(cluster, eventId, json, log, scratch);
    }
}
