// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka clients of the tests. */
final class TestClients {

    private TestClients() {}

    static KafkaProducer<String, String> producer(int port) {
        return producer(port, Map.of());
    }

    static KafkaProducer<String, String> transactionalProducer(int port) {
        return producer(port, Map.of("transactional.id", "t"));
    }

    private static KafkaProducer<String, String> producer(int port, Map<String, String> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("bootstrap.servers", "127.0.0.1:" + port);
        config.put("acks", "all");
        config.put("max.request.size", "16777216");
        config.put("delivery.timeout.ms", "20000");
        config.put("request.timeout.ms", "10000");
        return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }

    static void createTopic(int port, NewTopic topic) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port))) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Sends numbered values, noting each when it is acknowledged, and goes on sending until told to stop. */
    static void produceUntil(
            KafkaProducer<String, String> producer,
            String topic,
            String prefix,
            Set<String> acked,
            BooleanSupplier stop)
            throws InterruptedException {
        Semaphore inFlight = new Semaphore(200);
        for (int i = 0; !stop.getAsBoolean(); i++) {
            String value = prefix + i;
            inFlight.acquire();
            Future<?> unused = producer.send(new ProducerRecord<>(topic, value, value), (metadata, failure) -> {
                inFlight.release();
                if (failure == null) {
                    acked.add(value);
                }
            });
        }
    }

    /** All committed values of a topic. */
    static List<String> readAll(int port, String topic) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + port,
                "isolation.level",
                "read_committed",
                "max.poll.records",
                5000);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<String> values = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofSeconds(1))) {
                    values.add(found.value());
                }
            }
            return values;
        }
    }
}
