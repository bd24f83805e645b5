// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.notify.Entry;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** The record that a dead letter is: the alert raw, who gave it up, why, and where it stood. */
final class DeadLetter {

    private static final List<String> OWN_HEADERS = List.of(AlertTopics.SINK, AlertTopics.REASON, AlertTopics.ORIGIN);

    private DeadLetter() {}

    static ProducerRecord<byte[], byte[]> of(
            SinkContext context, ConsumerRecord<byte[], byte[]> source, String reason) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(context.config().deadLetterTopic(), source.key(), source.value());
        for (Header header : source.headers()) {
            // A header of ours on the alert topic is forged or stale.
            if (!OWN_HEADERS.contains(header.key())) {
                letter.headers().add(header);
            }
        }
        String origin = source.topic() + "/" + source.partition() + "/" + source.offset();
        return stamped(letter, context.sink(), reason, origin);
    }

    static ProducerRecord<byte[], byte[]> of(SinkContext context, Entry entry, String reason) {
        byte[] key = entry.alert().fingerprint().getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(context.config().deadLetterTopic(), key, entry.raw());
        return stamped(letter, context.sink(), reason, entry.origin());
    }

    private static ProducerRecord<byte[], byte[]> stamped(
            ProducerRecord<byte[], byte[]> letter, String sink, String reason, String origin) {
        letter.headers()
                .add(AlertTopics.SINK, sink.getBytes(UTF_8))
                .add(AlertTopics.REASON, OneLine.of(reason).getBytes(UTF_8))
                .add(AlertTopics.ORIGIN, origin.getBytes(UTF_8));
        return letter;
    }
}
