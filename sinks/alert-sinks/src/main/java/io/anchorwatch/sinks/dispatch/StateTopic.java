// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.notify.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * What sinks still have to tell people, in a compacted topic. Its records and the offsets they came of are one Kafka
 * transaction: an alert is either still to be read or in the state, never both and never neither.
 *
 * <p>Not thread-safe.
 */
final class StateTopic implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final DispatcherConfig config;
    private final String sink;
    private final RandomGenerator random;
    private @Nullable Producer<byte[], byte[]> producer;

    StateTopic(SinkContext context) {
        config = context.config();
        sink = context.sink();
        random = context.random();
    }

    /**
     * Reads everything of this sink into an outbox.
     *
     * @throws KafkaException when the topic cannot be read, or what is in it is not the dispatcher's
     */
    void restore(Outbox outbox) {
        Map<String, byte[]> kept = new HashMap<>();
        try (Consumer<byte[], byte[]> reader = reader()) {
            TopicPartition partition = new TopicPartition(config.stateTopic(), 0);
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            long end = reader.endOffsets(List.of(partition), TIMEOUT).getOrDefault(partition, 0L);
            while (reader.position(partition, TIMEOUT) < end) {
                for (ConsumerRecord<byte[], byte[]> found : reader.poll(Duration.ofMillis(200))) {
                    keep(found, kept);
                }
            }
        }
        try {
            kept.forEach(outbox::restore);
        } catch (IllegalArgumentException e) {
            throw new KafkaException("topic " + config.stateTopic() + ": " + e.getMessage(), e);
        }
    }

    private void keep(ConsumerRecord<byte[], byte[]> found, Map<String, byte[]> kept) {
        String key = found.key() == null ? "" : new String(found.key(), UTF_8);
        if (!key.startsWith(sink + "/")) {
            return;
        }
        String own = key.substring(sink.length() + 1);
        byte[] value = found.value();
        if (value == null) {
            kept.remove(own);
        } else {
            kept.put(own, value);
        }
    }

    /**
     * Keeps changes, dead letters and offsets, all or none.
     *
     * @throws KafkaException when it is not known to be kept: the caller has to restore
     */
    void commit(
            Map<String, byte @Nullable []> changes,
            List<ProducerRecord<byte[], byte[]>> letters,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group)
            throws InterruptedException {
        Producer<byte[], byte[]> open = open();
        open.beginTransaction();
        List<Future<?>> sent = new ArrayList<>();
        changes.forEach((key, value) -> sent.add(
                open.send(new ProducerRecord<>(config.stateTopic(), 0, (sink + "/" + key).getBytes(UTF_8), value))));
        letters.forEach(letter -> sent.add(open.send(letter)));
        for (Future<?> one : sent) {
            await(one);
        }
        if (!offsets.isEmpty()) {
            open.sendOffsetsToTransaction(offsets, group);
        }
        open.commitTransaction();
    }

    private static void await(Future<?> sent) throws InterruptedException {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new KafkaException("the dispatcher's state is not taken", e.getCause());
        }
    }

    private Producer<byte[], byte[]> open() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            Map<String, Object> settings = new HashMap<>(config.kafka());
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            // A new id each time: that a predecessor is fenced off is the group's matter. A short timeout, since a
            // transaction that a dead process left open holds its successor's offsets back.
            settings.put(
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                    config.groupPrefix() + sink + "-" + Long.toHexString(random.nextLong()));
            settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "10000");
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "9000");
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
            settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
            settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(16 << 20));
            settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
            open = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            producer = open;
            open.initTransactions();
        }
        return open;
    }

    private Consumer<byte[], byte[]> reader() {
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Gives a broken producer up: its open transaction is aborted by the broker. */
    void reset() {
        Producer<byte[], byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        Producer<byte[], byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(CLOSE_TIMEOUT);
        }
    }
}
