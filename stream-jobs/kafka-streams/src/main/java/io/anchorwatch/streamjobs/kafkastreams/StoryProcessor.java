// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.event.ObjectChangeCodec;
import io.anchorwatch.ingest.event.ObjectResult;
import io.anchorwatch.ingest.event.WatchNoticeCodec;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.drift.Attribution;
import io.anchorwatch.streamjobs.detection.story.StoryEngine;
import io.anchorwatch.streamjobs.detection.story.StoryOutput;
import io.anchorwatch.streamjobs.detection.story.StorySettings;
import java.io.UncheckedIOException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps the objects of its namespaces, joins their changes with the requests that made them, and judges them. */
final class StoryProcessor implements Processor<byte[], byte[], byte[], byte[]>, StoryOutput {

    private final RulesInForce rules;
    private final StorySettings settings;
    private final JobMetrics metrics;
    private final ObjectChangeCodec changes = new ObjectChangeCodec(EventLimits.DEFAULT);
    private RulesInForce.@Nullable Compiled compiled;
    private @Nullable StoryEngine engine;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable Outbox outbox;

    StoryProcessor(RulesInForce rules, StorySettings settings, JobMetrics metrics) {
        this.rules = rules;
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
        outbox = new Outbox(newContext, metrics);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        StoryMessage message;
        try {
            message = StoryMessage.decode(record.value());
        } catch (UncheckedIOException notOurs) {
            // Made by a later version before this one took over again: it must not stop the job.
            Initialised.require(outbox).unreadable(record, String.valueOf(notOurs.getMessage()));
            return;
        }
        accept(message, engine());
    }

    private void accept(StoryMessage message, StoryEngine current) {
        if (message instanceof StoryMessage.Wrote wrote) {
            current.write(wrote.write());
        } else if (message instanceof StoryMessage.Changed changed) {
            if (changes.decode(changed.cluster(), changed.json()) instanceof ObjectResult.Decoded decoded) {
                current.change(decoded.change());
            }
        } else if (message instanceof StoryMessage.Noticed noticed) {
            WatchNoticeCodec.decode(noticed.cluster(), noticed.json()).ifPresent(current::notice);
        } else if (message instanceof StoryMessage.Came came) {
            EventClocks.Reached reached = came.reached();
            if (came.audit() && reached.eventMicros() != Long.MIN_VALUE) {
                current.alive(reached.cluster(), reached.eventMicros());
            }
            current.progress(came.source(), reached.cluster(), reached.timeMicros());
        }
    }

    /** The engine of the rules in force; another set goes on with what the store holds. */
    private StoryEngine engine() {
        RulesInForce.Compiled now = rules.current();
        @Nullable StoryEngine known = engine;
        if (known == null || !now.equals(compiled)) {
            KeyValueStore<Bytes, byte[]> store =
                    Initialised.require(context).getStateStore(DetectionTopology.STORY_STATE);
            known = new StoryEngine(now.rules(), new SortedKeyValueStore(store), settings, this);
            engine = known;
            compiled = now;
        }
        return known;
    }

    @Override
    public void alert(Alert alert) {
        Initialised.require(outbox).alert(alert);
    }

    @Override
    public void unjudged(Unjudged why) {
        metrics.change(why.name());
    }

    @Override
    public void judged(Attribution attribution, long waitedMicros) {
        metrics.change(attribution.wireName());
        metrics.waited(waitedMicros);
    }

    @Override
    public void failed(String rule, String why) {
        metrics.failed(rule);
    }
}
