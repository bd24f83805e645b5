// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertRecord;
import io.anchorwatch.streamjobs.detection.correlation.Hit;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What a task sends on: alerts, hits and progress for those that correlate, and what is kept aside. */
record Outbox(ProcessorContext<byte[], byte[]> context, JobMetrics metrics) {

    private static final AlertCodec CODEC = new AlertCodec();

    void alert(Alert alert) {
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

    /** All hits of a group go to one partition. */
    void hit(Hit hit) {
        metrics.hit();
        byte[] key = bytes(hit.correlation() + "\n" + hit.cluster() + "\n" + String.join("\n", hit.group()));
        send(key, new CorrelationMessage.Found(hit), DetectionTopology.HITS);
    }

    /** Goes to every partition. */
    void progress(CorrelationMessage.Progress progress) {
        send(new byte[0], progress, DetectionTopology.PROGRESS);
    }

    /** All requests and changes of a cluster's namespace go to one partition. */
    void story(String cluster, String namespace, StoryMessage message) {
        byte[] key = bytes(cluster + "\n" + namespace);
        context.forward(
                new Record<>(key, StoryMessage.encode(message), context.currentSystemTimeMs()),
                DetectionTopology.STORIES);
    }

    /** Goes to every partition. */
    void came(StoryMessage.Came came) {
        context.forward(
                new Record<>(new byte[0], StoryMessage.encode(came), context.currentSystemTimeMs()),
                DetectionTopology.CAME);
    }

    /** The record's time is now: it says when the topic may forget it, and nothing else. */
    private void send(byte[] key, CorrelationMessage message, String sink) {
        context.forward(new Record<>(key, CorrelationMessage.encode(message), context.currentSystemTimeMs()), sink);
    }

    /** A hit that no correlation can use any more: counted and kept among the dead letters. */
    void aside(Hit hit, String reason) {
        metrics.keptAside();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("correlation", hit.correlation());
        json.put("cluster", hit.cluster());
        hit.group().forEach(json.putArray("group")::add);
        json.put("timeMicros", hit.timeMicros());
        json.put("eventId", hit.source().eventId());
        json.put("auditId", hit.source().auditId());
        Headers headers = new RecordHeaders().add(EventTopics.REASON, bytes(reason));
        context.forward(
                new Record<>(
                        bytes(hit.source().eventId()), bytes(json.toString()), context.currentSystemTimeMs(), headers),
                DetectionTopology.DEAD_LETTERS);
    }

    /** An event that can't be judged, as it came. */
    void deadLetter(Record<byte[], byte[]> record, String reason) {
        String origin = context.recordMetadata()
                .map(from -> from.topic() + "/" + from.partition() + "/" + from.offset())
                .orElse("");
        context.forward(DeadLetter.of(record, reason, origin), DetectionTopology.DEAD_LETTERS);
    }

    /** A message between tasks that this version can't read. */
    void unreadable(Record<byte[], byte[]> record, String reason) {
        metrics.keptAside();
        context.forward(DeadLetter.of(record, reason, "hits"), DetectionTopology.DEAD_LETTERS);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
