// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.streamjobs.detection.task.EventClocks;
import io.anchorwatch.streamjobs.detection.task.RelayTask;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Brings object changes to where they are joined. */
final class RelayProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private final boolean live;
    private final int firstSource;
    private final JobMetrics metrics;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable RelayTask task;

    /** {@code firstSource}: number of the source that partition 0 is. */
    RelayProcessor(boolean live, int firstSource, JobMetrics metrics) {
        this.live = live;
        this.firstSource = firstSource;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
        EventClocks clocks = EventClocks.ofObjects(
                live,
                new SortedKeyValueStore(newContext.getStateStore(DetectionTopology.OBJECT_CLOCKS)),
                newContext.currentSystemTimeMs());
        RelayTask relay = new RelayTask(
                firstSource + newContext.taskId().partition(), clocks, new Outbox(newContext, metrics), metrics);
        newContext.schedule(DetectProcessor.TELL_EVERY, PunctuationType.WALL_CLOCK_TIME, relay::tick);
        task = relay;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ProcessorContext<byte[], byte[]> current = Initialised.require(context);
        Initialised.require(task).accept(new KafkaInbound(record, current), current.currentSystemTimeMs());
    }
}
