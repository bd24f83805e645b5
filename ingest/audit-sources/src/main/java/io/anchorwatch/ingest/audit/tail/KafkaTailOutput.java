// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.tail;

import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.event.EventTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Kafka transactions whose consumer offset is the position in the log.
 *
 * <p>The offset is committed by the transaction itself, so a reader of committed records and the position can never
 * disagree. A new producer with the same transactional id aborts what the one before it left open.
 */
final class KafkaTailOutput implements TailOutput {

    /** The partition is only a place to keep an offset under; nothing is consumed. */
    private static final TopicPartition SLOT = new TopicPartition(EventTopics.AUDIT, 0);

    private static final int RECORD_ROOM = 1 << 16;

    private final String id;
    private final Map<String, Object> settings;
    private final Function<Map<String, Object>, Producer<byte[], byte[]>> producers;
    private @Nullable Producer<byte[], byte[]> producer;
    private @Nullable ConsumerGroupMetadata group;

    KafkaTailOutput(
            String id,
            Map<String, Object> settings,
            Function<Map<String, Object>, Producer<byte[], byte[]>> producers) {
        this.id = id;
        this.settings = settings;
        this.producers = producers;
    }

    @Override
    public LogPosition open() {
        close();
        Map<String, Object> config = new HashMap<>();
        config.put("linger.ms", 5);
        config.put("compression.type", "lz4");
        config.putAll(settings);
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        config.put("transactional.id", id);
        config.put("max.request.size", EventTopics.MAX_MESSAGE_BYTES + RECORD_ROOM);
        Producer<byte[], byte[]> fresh = producers.apply(config);
        producer = fresh;
        fresh.initTransactions();
        return committed();
    }

    @Override
    public void publish(List<EventRecord> records, LogPosition after) {
        Producer<byte[], byte[]> open = producer;
        ConsumerGroupMetadata owner = group;
        if (open == null || owner == null) {
            throw new IllegalStateException("not open");
        }
        open.beginTransaction();
        for (EventRecord event : records) {
            // A failed send makes the commit fail.
            Future<?> unused = open.send(record(event));
        }
        open.sendOffsetsToTransaction(Map.of(SLOT, new OffsetAndMetadata(after.offset(), after.encode())), owner);
        open.commitTransaction();
    }

    /** A consumer that consumes nothing: it only knows how to ask for, and name, the offsets of its group. */
    private LogPosition committed() {
        Map<String, Object> config = new HashMap<>(settings);
        config.put("group.id", id);
        config.put("enable.auto.commit", false);
        // Waits for the offset of a transaction that is just being finished.
        config.put("isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> asking =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            group = asking.groupMetadata();
            OffsetAndMetadata found = asking.committed(Set.of(SLOT)).get(SLOT);
            return found == null ? LogPosition.START : decode(found.metadata());
        }
    }

    private LogPosition decode(String metadata) {
        return LogPosition.decode(metadata)
                .orElseThrow(() -> new IllegalStateException("group " + id + " holds a position of another version: run"
                        + " that version, or delete the group to read the log from its oldest file again"));
    }

    private static ProducerRecord<byte[], byte[]> record(EventRecord event) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                event.topic(), null, event.timestamp().toEpochMilli(), utf8(event.key()), event.value());
        event.headers().forEach((name, value) -> record.headers().add(name, utf8(value)));
        return record;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }
}
