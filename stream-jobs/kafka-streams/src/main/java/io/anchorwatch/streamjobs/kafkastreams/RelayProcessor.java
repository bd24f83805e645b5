// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.event.ObjectChangeCodec;
import io.anchorwatch.ingest.event.ObjectResult;
import io.anchorwatch.ingest.event.WatchNoticeCodec;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Brings object changes to where those of their namespace, and the requests that made them, are joined. */
final class RelayProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    /** A watch delivers within a moment; one that is quiet has nothing under way. */
    private static final long QUIET_MS = 2_000;

    private static final Duration TELL_EVERY = Duration.ofSeconds(1);

    private final boolean live;
    private final int firstSource;
    private final JobMetrics metrics;
    private final ObjectChangeCodec changes = new ObjectChangeCodec(EventLimits.DEFAULT);
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable Outbox outbox;
    private @Nullable EventClocks clocks;

    /** {@code firstSource}: number of the source that partition 0 is. */
    RelayProcessor(boolean live, int firstSource, JobMetrics metrics) {
        this.live = live;
        this.firstSource = firstSource;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
        outbox = new Outbox(newContext, metrics);
        clocks = new EventClocks(live, QUIET_MS);
        newContext.schedule(
                TELL_EVERY,
                PunctuationType.WALL_CLOCK_TIME,
                nowMs -> tell(Initialised.require(clocks).at(nowMs)));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        EventClocks told = Initialised.require(clocks);
        @Nullable String type = EventHeaders.text(record.headers(), EventTopics.CE_TYPE);
        if (DetectionJob.END_OF_INPUT.equals(type)) {
            tell(told.end());
            return;
        }
        metrics.objectConsumed();
        @Nullable String cluster = EventHeaders.text(record.headers(), EventTopics.CE_SOURCE);
        @Nullable String problem = problem(record, type, cluster);
        if (problem != null || cluster == null) {
            metrics.objectDeadLettered();
            Initialised.require(outbox).deadLetter(record, String.valueOf(problem));
            return;
        }
        metrics.objectRelayed();
        long nowMs = Initialised.require(context).currentSystemTimeMs();
        tell(told.event(cluster, record.timestamp() * 1_000, EventHeaders.receivedMs(record.headers(), nowMs), nowMs));
    }

    /** Relays a record; null when that went well, else why it can't be. */
    private @Nullable String problem(Record<byte[], byte[]> record, @Nullable String type, @Nullable String cluster) {
        byte @Nullable [] value = record.value();
        if (cluster == null || value == null) {
            return value == null ? "empty record" : "no header " + EventTopics.CE_SOURCE;
        }
        Outbox out = Initialised.require(outbox);
        if (EventTopics.WATCH_NOTICE_TYPE.equals(type)) {
            if (WatchNoticeCodec.decode(cluster, value).isEmpty()) {
                return "not a watch notice";
            }
            out.story(cluster, "", new StoryMessage.Noticed(cluster, value));
            return null;
        }
        ObjectResult result = changes.decode(cluster, value);
        if (result instanceof ObjectResult.Decoded decoded) {
            out.story(cluster, decoded.change().object().namespace(), new StoryMessage.Changed(cluster, value));
            return null;
        }
        return ((ObjectResult.Malformed) result).reason();
    }

    private void tell(List<EventClocks.Reached> progress) {
        int source = firstSource + Initialised.require(context).taskId().partition();
        progress.forEach(reached -> Initialised.require(outbox).came(new StoryMessage.Came(source, reached, false)));
    }
}
