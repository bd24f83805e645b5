// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic of Kafka, or of a service that speaks its protocol, as Event Hubs do. */
final class KafkaMessages implements MessageSource {

    private static final int MOST_MESSAGES = 200;
    private static final byte[] EMPTY = new byte[0];

    private final KafkaConsumer<byte[], byte[]> consumer;

    KafkaMessages(TopicSourceConfig config) {
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put("group.id", config.group());
        settings.put("enable.auto.commit", "false");
        settings.put("isolation.level", "read_committed");
        // What was there before the first start is history that nobody has judged.
        settings.putIfAbsent("auto.offset.reset", "earliest");
        // After a crash nobody reads the partitions of the dead for so long.
        settings.putIfAbsent("session.timeout.ms", "10000");
        settings.put("max.poll.records", MOST_MESSAGES);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(config.topic()));
    }

    @Override
    public List<Message> poll(Duration atMost) {
        List<Message> messages = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
            messages.add(new Message(
                    record.value() == null ? EMPTY : record.value(),
                    record.topic() + "/" + record.partition() + "/" + record.offset()));
        }
        return messages;
    }

    @Override
    public void confirm() {
        consumer.commitSync();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
