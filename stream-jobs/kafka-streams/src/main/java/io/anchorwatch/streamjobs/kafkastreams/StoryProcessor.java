// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.streamjobs.detection.story.StorySettings;
import io.anchorwatch.streamjobs.detection.task.RulesInForce;
import io.anchorwatch.streamjobs.detection.task.StoryMessage;
import io.anchorwatch.streamjobs.detection.task.StoryTask;
import java.io.UncheckedIOException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Joins the object changes of its namespaces with the requests that made them, and judges them. */
final class StoryProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private final RulesInForce rules;
    private final StorySettings settings;
    private final JobMetrics metrics;
    private @Nullable Outbox outbox;
    private @Nullable StoryTask task;

    StoryProcessor(RulesInForce rules, StorySettings settings, JobMetrics metrics) {
        this.rules = rules;
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        Outbox out = new Outbox(context, metrics);
        outbox = out;
        task = new StoryTask(
                rules,
                new SortedKeyValueStore(context.getStateStore(DetectionTopology.STORY_STATE)),
                settings,
                out,
                metrics);
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
        Initialised.require(task).accept(message);
    }
}
