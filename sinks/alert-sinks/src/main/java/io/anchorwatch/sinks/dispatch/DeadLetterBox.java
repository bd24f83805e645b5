// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.streamjobs.alert.AlertTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What sinks gave up, to look at and to send again. Letters stay on the topic as long as it keeps them; one that was sent
 * again is marked by a record of its own. Not thread-safe.
 */
public final class DeadLetterBox {

    /** Header of the record that marks a letter as done; its value is the letter's origin. */
    static final String DONE = "anchorwatch_done";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, String> kafka;
    private final String topic;

    /** A box on the topic of a dispatcher's dead letters. */
    public DeadLetterBox(Map<String, String> kafka, String topic) {
        this.kafka = Map.copyOf(kafka);
        this.topic = topic;
    }

    /**
     * A dead letter.
     *
     * @param sink the sink that gave it up
     * @param reason why
     * @param origin where the alert stood, as topic/partition/offset
     * @param at when it was given up
     * @param raw the record as it was
     */
    public record Letter(String sink, String reason, String origin, Instant at, byte[] raw) {}

    /**
     * The letters that have not been sent again, in the order of their partitions and offsets.
     *
     * @param sink of this sink only; empty for all
     * @throws KafkaException when the topic cannot be read
     */
    public void open(String sink, Consumer<Letter> each) {
        Set<String> done = new HashSet<>();
        read(found -> {
            String origin = header(found, DONE);
            if (!origin.isEmpty()) {
                done.add(header(found, AlertTopics.SINK) + "\n" + origin);
            }
        });
        Set<String> told = new HashSet<>();
        read(found -> {
            String by = header(found, AlertTopics.SINK);
            String origin = header(found, AlertTopics.ORIGIN);
            byte[] raw = found.value();
            boolean mine = !by.isEmpty() && (sink.isEmpty() || by.equals(sink)) && raw != null;
            String id = by + "\n" + origin;
            // A letter may be there twice, after a crash between storing it and moving on.
            if (mine && !done.contains(id) && told.add(id)) {
                Instant at = Instant.ofEpochMilli(found.timestamp());
                each.accept(new Letter(by, header(found, AlertTopics.REASON), origin, at, raw));
            }
        });
    }

    /**
     * Marks letters as sent again. Returns when Kafka has it.
     *
     * @throws KafkaException when it has not
     */
    public void done(List<Letter> letters) throws InterruptedException {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Letter letter : letters) {
                ProducerRecord<byte[], byte[]> mark =
                        new ProducerRecord<>(topic, letter.origin().getBytes(UTF_8), null);
                mark.headers()
                        .add(AlertTopics.SINK, letter.sink().getBytes(UTF_8))
                        .add(DONE, letter.origin().getBytes(UTF_8));
                producer.send(mark).get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("topic " + topic + " does not take a mark", e.getCause());
        }
    }

    private void read(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            consumer.partitionsFor(topic, TIMEOUT)
                    .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, TIMEOUT);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey(), TIMEOUT) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(each);
            }
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> found, String name) {
        Header header = found.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }
}
