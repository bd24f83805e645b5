// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.bench;

import io.anchorwatch.ingest.event.EventTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What Kafka alone costs: one thread that reads committed events and writes them to another topic, exactly once, with
 * the settings of the detection job. No work is done on them.
 */
final class BareCopy implements Runnable {

    static final String TOPIC = "anchorwatch.bench-copy";

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    private final long commitNanos;
    private final Thread thread;
    private volatile boolean stopped;

    private BareCopy(String bootstrap, String group, Duration commitInterval) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrap,
                        "group.id", group,
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest",
                        "max.poll.records", "1000",
                        "max.partition.fetch.bytes", EventTopics.MAX_MESSAGE_BYTES),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "transactional.id",
                        group,
                        "compression.type",
                        "lz4",
                        "linger.ms",
                        "5",
                        "max.request.size",
                        EventTopics.MAX_MESSAGE_BYTES),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        commitNanos = commitInterval.toNanos();
        thread = new Thread(this, "bare-copy");
    }

    static BareCopy start(String bootstrap, String group, Duration commitInterval) {
        BareCopy copy = new BareCopy(bootstrap, group, commitInterval);
        copy.thread.start();
        return copy;
    }

    @Override
    public void run() {
        producer.initTransactions();
        consumer.subscribe(List.of(EventTopics.AUDIT));
        producer.beginTransaction();
        long begun = System.nanoTime();
        while (!stopped) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                var unused = producer.send(new ProducerRecord<>(
                        TOPIC, null, record.timestamp(), record.key(), record.value(), record.headers()));
                done.put(
                        new TopicPartition(record.topic(), record.partition()),
                        new OffsetAndMetadata(record.offset() + 1));
            }
            if (!done.isEmpty() && System.nanoTime() - begun >= commitNanos) {
                producer.sendOffsetsToTransaction(done, consumer.groupMetadata());
                producer.commitTransaction();
                done.clear();
                producer.beginTransaction();
                begun = System.nanoTime();
            }
        }
        producer.abortTransaction();
        producer.close();
        consumer.close();
    }

    /** Waits for it to end. */
    void stop() throws InterruptedException {
        stopped = true;
        thread.join(STOP_WITHIN.toMillis());
    }
}
