// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.detection.sigma.Placeholders;
import io.anchorwatch.streamjobs.detection.sigma.SigmaReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A real broker with the job's topics, one partition each, and clients that read and write them. */
final class Cluster implements AutoCloseable {

    static final long EVENT_MS = 1_767_225_600_000L;

    private static final String RULE =
            "title: get\nlevel: low\nlogsource: {product: kubernetes}\ndetection:\n  s: {verb: get}\n  condition: s\n";

    private final EmbeddedBroker broker;
    private final KafkaProducer<byte[], byte[]> producer;

    Cluster(Path dir) {
        broker = EmbeddedBroker.start(dir, 0);
        List<NewTopic> topics = new ArrayList<>();
        for (String topic :
                List.of(EventTopics.AUDIT, EventTopics.OBJECTS, AlertTopics.ALERTS, EventTopics.DEAD_LETTERS)) {
            // The events are old: with the usual retention the broker would delete them within half a minute.
            Map<String, String> configs = new HashMap<>(EventTopics.CONFIG);
            configs.put("retention.ms", "-1");
            topics.add(new NewTopic(topic, 1, (short) 1).configs(configs));
        }
        broker.createTopics(topics);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap(), "max.request.size", 16 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static RuleSet rules() {
        return new SigmaReader(FieldMapping.NONE, Placeholders.NONE).read(Map.of("r.yaml", RULE));
    }

    String bootstrap() {
        return broker.bootstrapServers();
    }

    static String event(String auditId, String time) {
        return "{\"auditID\":\"" + auditId + "\",\"stage\":\"ResponseComplete\",\"verb\":\"get\",\"stageTimestamp\":\""
                + time + "\",\"requestReceivedTimestamp\":\"" + time + "\"}";
    }

    static String event(String auditId) {
        return event(auditId, "2026-01-01T00:00:00Z");
    }

    /** Sends an event as ingest does. */
    void send(String id, String json) {
        send(
                json.getBytes(StandardCharsets.UTF_8),
                EVENT_MS,
                Map.of(EventTopics.CE_SOURCE, "c", EventTopics.CE_ID, id));
    }

    void send(byte @Nullable [] value, long timestamp, Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(EventTopics.AUDIT, 0, timestamp, "k".getBytes(StandardCharsets.UTF_8), value);
        headers.forEach((name, text) ->
                record.headers().add(name, text.isEmpty() ? null : text.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Everything committed in a topic. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrap(),
                "isolation.level",
                "read_committed",
                "max.partition.fetch.bytes",
                16 << 20);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
        broker.close();
    }
}
