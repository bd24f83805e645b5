// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertRecord;
import io.anchorwatch.streamjobs.detection.correlation.Hit;
import io.anchorwatch.streamjobs.detection.task.CorrelationMessage;
import io.anchorwatch.streamjobs.detection.task.DeadLetter;
import io.anchorwatch.streamjobs.detection.task.GroupKeys;
import io.anchorwatch.streamjobs.detection.task.Inbound;
import io.anchorwatch.streamjobs.detection.task.StoryMessage;
import io.anchorwatch.streamjobs.detection.task.TaskOutput;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what a task sends on to its sinks. A message's time is now: it says when the topic may forget it. */
record Outbox(ProcessorContext<byte[], byte[]> context, JobMetrics metrics) implements TaskOutput {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private static final AlertCodec CODEC = new AlertCodec();

    @Override
    public void alert(Alert alert) {
        metrics.alert(alert);
        AlertRecord out = CODEC.toRecord(alert);
        Headers headers = new RecordHeaders();
        out.headers().forEach((name, text) -> headers.add(name, bytes(text)));
        context.forward(
                new Record<>(
                        bytes(out.key()),
                        out.value(),
                        Math.max(0, out.timestamp().toEpochMilli()),
                        headers),
                DetectionTopology.ALERTS);
    }

    @Override
    public void hit(Hit hit) {
        metrics.hit();
        send(GroupKeys.of(hit), CorrelationMessage.encode(new CorrelationMessage.Found(hit)), DetectionTopology.HITS);
    }

    /** Goes to every partition. */
    @Override
    public void progress(CorrelationMessage.Progress progress) {
        send("", CorrelationMessage.encode(progress), DetectionTopology.PROGRESS);
    }

    @Override
    public void story(String cluster, String namespace, StoryMessage message) {
        send(GroupKeys.of(cluster, namespace), StoryMessage.encode(message), DetectionTopology.STORIES);
    }

    /** Goes to every partition. */
    @Override
    public void came(StoryMessage.Came came) {
        send("", StoryMessage.encode(came), DetectionTopology.CAME);
    }

    private void send(String key, byte[] message, String sink) {
        context.forward(new Record<>(bytes(key), message, context.currentSystemTimeMs()), sink);
    }

    @Override
    public void aside(Hit hit, String reason) {
        metrics.keptAside();
        deadLetter(DeadLetter.of(hit, reason, context.currentSystemTimeMs()));
    }

    @Override
    public void deadLetter(Inbound record, String reason) {
        deadLetter(DeadLetter.of(record, reason));
    }

    /** A message between tasks that this version can't read. */
    void unreadable(Record<byte[], byte[]> record, String reason) {
        metrics.keptAside();
        deadLetter(new KafkaInbound(record, context), reason);
    }

    @Override
    public void bug(RuntimeException bug) {
        log.error("an event could not be judged and goes to the dead letters", bug);
    }

    private void deadLetter(DeadLetter letter) {
        Headers headers = new RecordHeaders();
        letter.headers().forEach(headers::add);
        context.forward(
                new Record<>(letter.key(), letter.value(), letter.timeMs(), headers), DetectionTopology.DEAD_LETTERS);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
