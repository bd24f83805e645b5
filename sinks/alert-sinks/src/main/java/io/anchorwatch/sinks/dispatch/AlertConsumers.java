// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.anchorwatch.sinks.NotificationSink;
import io.anchorwatch.sinks.Sink;
import io.anchorwatch.sinks.SinkTraits;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertDecodeResult.Decoded;
import io.anchorwatch.streamjobs.alert.AlertDecodeResult.Malformed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reading the alert topic. */
final class AlertConsumers {

    private static final AlertCodec CODEC = new AlertCodec();

    private AlertConsumers() {}

    /** The consumer of a sink's group: sees committed records only and commits nothing by itself. */
    static Consumer<byte[], byte[]> open(DispatcherConfig config, Sink sink) {
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.groupPrefix() + sink.name());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // A new sink gets what is still on the topic: an alert missed is worse than an old one.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(pollRecords(config, sink.traits())));
        Class<?> assignor = sink instanceof NotificationSink ? OneOwnerAssignor.class : CooperativeStickyAssignor.class;
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, assignor.getName());
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Records that keep a sink busy: what all its calls at once take. */
    static int pollRecords(DispatcherConfig config, SinkTraits traits) {
        return Math.min(config.batchSize(), traits.mostAlerts() * traits.mostConcurrent());
    }

    static List<Item> items(ConsumerRecords<byte[], byte[]> records) {
        List<Item> items = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> source : records) {
            items.add(item(source));
        }
        return items;
    }

    private static Item item(ConsumerRecord<byte[], byte[]> source) {
        byte[] value = source.value();
        if (value == null) {
            return Item.unreadable(source, "the record has no value");
        }
        try {
            return CODEC.decode(value)
                    .fold(
                            (Decoded good) -> Item.readable(source, good.alert()),
                            (Malformed bad) -> Item.unreadable(source, bad.reason()));
        } catch (RuntimeException e) {
            // The codec promises not to throw. Should that be wrong, it costs one record its delivery, not the sink its
            // thread.
            return Item.unreadable(source, "a bug in the codec: " + e.getClass().getName());
        }
    }
}
