// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertDecodeResult;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
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

    /** Waits until the job has committed the last event of every partition. */
    public void awaitDrained() {
        try (Admin admin = Admin.create(consumer);
                KafkaConsumer<byte[], byte[]> ends = open()) {
            Map<TopicPartition, Long> wanted = ends.endOffsets(partitions(ends, EventTopics.AUDIT));
            while (!drained(admin, wanted)) {
                TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while the job was at work", stopped);
        }
    }

    private boolean drained(Admin admin, Map<TopicPartition, Long> wanted) throws InterruptedException {
        try {
            var committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return wanted.entrySet().stream().allMatch(end -> {
                var offset = committed.get(end.getKey());
                return end.getValue() == 0 || (offset != null && offset.offset() >= end.getValue());
            });
        } catch (ExecutionException groupNotThereYet) {
            return false;
        }
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
