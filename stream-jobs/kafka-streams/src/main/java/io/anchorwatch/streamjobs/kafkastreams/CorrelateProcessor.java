// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import io.anchorwatch.streamjobs.detection.task.CorrelateTask;
import io.anchorwatch.streamjobs.detection.task.CorrelationMessage;
import io.anchorwatch.streamjobs.detection.task.RulesInForce;
import java.io.UncheckedIOException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Correlates the groups whose hits its partition holds. */
final class CorrelateProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private final RulesInForce rules;
    private final CorrelationSettings settings;
    private final JobMetrics metrics;
    private @Nullable Outbox outbox;
    private @Nullable CorrelateTask task;

    CorrelateProcessor(RulesInForce rules, CorrelationSettings settings, JobMetrics metrics) {
        this.rules = rules;
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        Outbox out = new Outbox(context, metrics);
        outbox = out;
        task = new CorrelateTask(
                rules,
                context.taskId().partition(),
                new SortedKeyValueStore(context.getStateStore(DetectionTopology.CORRELATIONS)),
                settings,
                out,
                metrics);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        CorrelationMessage message;
        try {
            message = CorrelationMessage.decode(record.value());
        } catch (IllegalArgumentException | UncheckedIOException notOurs) {
            // Made by a later version before this one took over again: it must not stop the job.
            Initialised.require(outbox).unreadable(record, String.valueOf(notOurs.getMessage()));
            return;
        }
        Initialised.require(task).accept(message);
    }
}
