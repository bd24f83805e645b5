// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.event.ObjectChangeCodec;
import io.anchorwatch.ingest.event.ObjectResult;
import io.anchorwatch.ingest.event.WatchNoticeCodec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the object changes of one partition to where those of their namespace, and the requests that made them, are
 * joined. Not thread-safe.
 */
public final class RelayTask {

    private final int source;
    private final EventClocks clocks;
    private final TaskOutput output;
    private final TaskMetrics metrics;
    private final ObjectChangeCodec changes = new ObjectChangeCodec(EventLimits.DEFAULT);

    /** {@code source}: its number among the sources of requests and changes. */
    public RelayTask(int source, EventClocks clocks, TaskOutput output, TaskMetrics metrics) {
        this.source = source;
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
        metrics.objectConsumed();
        @Nullable String cluster = record.text(EventTopics.CE_SOURCE);
        @Nullable String problem = problem(record, cluster);
        if (problem != null || cluster == null) {
            metrics.objectDeadLettered();
            output.deadLetter(record, String.valueOf(problem));
            return;
        }
        metrics.objectRelayed();
        tell(clocks.event(cluster, record.timeMs() * 1_000, record.receivedMs(nowMs), nowMs));
    }

    /** Tells how far it is; to be called about once a second. */
    public void tick(long nowMs) {
        tell(clocks.at(nowMs));
    }

    /** Says that nothing more comes. */
    public void end() {
        tell(clocks.end());
    }

    /** Relays a record; null when that went well, else why it can't be. */
    private @Nullable String problem(Inbound record, @Nullable String cluster) {
        byte @Nullable [] value = record.value();
        if (cluster == null || value == null) {
            return value == null ? "empty record" : "no header " + EventTopics.CE_SOURCE;
        }
        if (EventTopics.WATCH_NOTICE_TYPE.equals(record.text(EventTopics.CE_TYPE))) {
            if (WatchNoticeCodec.decode(cluster, value).isEmpty()) {
                return "not a watch notice";
            }
            output.story(cluster, "", new StoryMessage.Noticed(cluster, value));
            return null;
        }
        ObjectResult result = changes.decode(cluster, value);
        if (result instanceof ObjectResult.Decoded decoded) {
            output.story(
                    cluster,
                    decoded.change().object().namespace(),
                    new StoryMessage.Changed(cluster, value, lateMicros(record)));
            return null;
        }
        return ((ObjectResult.Malformed) result).reason();
    }

    private static long lateMicros(Inbound record) {
        @Nullable Instant late = record.lateAt();
        return late == null ? StoryMessage.IN_TIME : ChronoUnit.MICROS.between(Instant.EPOCH, late);
    }

    private void tell(List<Reached> progress) {
        progress.forEach(reached -> output.came(new StoryMessage.Came(source, reached, false)));
    }
}
