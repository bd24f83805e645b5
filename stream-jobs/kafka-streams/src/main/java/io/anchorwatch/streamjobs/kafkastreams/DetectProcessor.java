// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.streamjobs.detection.task.DetectTask;
import io.anchorwatch.streamjobs.detection.task.EventClocks;
import io.anchorwatch.streamjobs.detection.task.RulesInForce;
import io.anchorwatch.streamjobs.detection.task.TaskSettings;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Judges audit records. */
final class DetectProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    static final Duration TELL_EVERY = Duration.ofSeconds(1);

    private final TaskSettings settings;
    private final RulesInForce rules;
    private final JobMetrics metrics;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable DetectTask task;

    DetectProcessor(TaskSettings settings, RulesInForce rules, JobMetrics metrics) {
        this.settings = settings;
        this.rules = rules;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
        EventClocks clocks = EventClocks.ofAudit(
                settings.live(),
                new SortedKeyValueStore(newContext.getStateStore(DetectionTopology.AUDIT_CLOCKS)),
                newContext.currentSystemTimeMs());
        DetectTask detect = new DetectTask(
                settings,
                rules,
                newContext.taskId().partition(),
                new StoredRequestLog(newContext.getStateStore(DetectionTopology.REQUESTS)),
                clocks,
                new Outbox(newContext, metrics),
                metrics);
        newContext.schedule(TELL_EVERY, PunctuationType.WALL_CLOCK_TIME, detect::tick);
        task = detect;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ProcessorContext<byte[], byte[]> current = Initialised.require(context);
        Initialised.require(task).accept(new KafkaInbound(record, current), current.currentSystemTimeMs());
    }
}
