// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import io.anchorwatch.ingest.event.EventTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What stands in a topic. */
final class TopicReader {

    private TopicReader() {}

    static List<ConsumerRecord<String, String>> read(String bootstrap, String topic) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", bootstrap, "max.poll.records", 5000, "fetch.max.wait.ms", 20);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, String>> found = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofSeconds(1)).forEach(found::add);
            }
            return found;
        }
    }

    /** Audit ids of a cluster's events, each as often as it stands there, in order for each partition. */
    static List<String> auditIds(String bootstrap, String cluster) {
        return read(bootstrap, EventTopics.AUDIT).stream()
                .filter(r -> header(r, EventTopics.CE_SOURCE).equals(cluster))
                .map(r -> r.key().substring(cluster.length() + 1))
                .toList();
    }

    static List<ConsumerRecord<String, String>> deadLetters(String bootstrap, String cluster) {
        return read(bootstrap, EventTopics.DEAD_LETTERS).stream()
                .filter(r -> header(r, EventTopics.CE_SOURCE).equals(cluster))
                .toList();
    }

    static String header(ConsumerRecord<String, String> found, String name) {
        var header = found.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
