// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertDecodeResult;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what a detection job made of a topic that gets no more events. */
public final class JobOutput {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> consumer;
    private final String group;

    /** Looks at the broker there, for the job of that consumer group. */
    public JobOutput(String bootstrap, String group) {
        this.consumer = Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
        this.group = group;
    }

    /** Waits until the job has taken in every event, and every hit that came of them. */
    public void awaitDrained() {
        List<String> topics = List.of(
                EventTopics.AUDIT,
                EventTopics.OBJECTS,
                DetectionJob.storiesTopic(group),
                DetectionJob.hitsTopic(group));
        try (Admin admin = Admin.create(consumer);
                KafkaConsumer<byte[], byte[]> reader = open()) {
            // Correlations make further hits: done is when nothing is open and nothing new came meanwhile.
            while (hasOpen(admin, reader, topics)) {
                TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while the job was at work", stopped);
        }
    }

    private boolean hasOpen(Admin admin, KafkaConsumer<byte[], byte[]> reader, List<String> topics)
            throws InterruptedException {
        for (String topic : topics) {
            if (hasOpen(admin, reader, topic)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a committed record stands behind what the job has committed; transaction marks count for nothing. */
    private boolean hasOpen(Admin admin, KafkaConsumer<byte[], byte[]> reader, String topic)
            throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed;
        try {
            committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (ExecutionException groupNotThereYet) {
            return true;
        }
        List<TopicPartition> partitions = partitions(reader, topic);
        Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
        reader.assign(partitions);
        for (TopicPartition partition : partitions) {
            var offset = committed.get(partition);
            reader.seek(partition, offset == null ? 0 : offset.offset());
        }
        while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
            if (!reader.poll(POLL).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Every committed alert. */
    public List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        AlertCodec codec = new AlertCodec();
        try (KafkaConsumer<byte[], byte[]> reader = open()) {
            List<TopicPartition> partitions = partitions(reader, AlertTopics.ALERTS);
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> alert : reader.poll(POLL)) {
                    if (codec.decode(alert.value()) instanceof AlertDecodeResult.Decoded decoded) {
                        alerts.add(decoded.alert());
                    }
                }
            }
        }
        return alerts;
    }

    private KafkaConsumer<byte[], byte[]> open() {
        return new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> reader, String topic) {
        return reader.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }
}
