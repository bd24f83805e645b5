// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.streamjobs.alert.AlertRecord;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import io.anchorwatch.streamjobs.detection.task.DeadLetter;
import io.anchorwatch.streamjobs.detection.task.Inbound;
import io.anchorwatch.streamjobs.detection.value.Wire;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record of Kafka on its way through the job.
 *
 * @param origin where it stands, or the topic that it is for
 * @param headers the last of each name
 */
@SuppressWarnings("ArrayRecordComponent")
record Frame(String origin, byte @Nullable [] key, byte @Nullable [] value, long timeMs, Map<String, byte[]> headers)
        implements Inbound {

    private static final int VERSION = 1;

    static Frame of(ConsumerRecord<byte[], byte[]> record) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), header.value());
            }
        }
        String origin = record.topic() + "/" + record.partition() + "/" + record.offset();
        return new Frame(origin, record.key(), record.value(), record.timestamp(), headers);
    }

    static Frame of(AlertRecord alert) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        alert.headers().forEach((name, text) -> headers.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return new Frame(
                AlertTopics.ALERTS,
                alert.key().getBytes(StandardCharsets.UTF_8),
                alert.value(),
                alert.timestamp().toEpochMilli(),
                headers);
    }

    static Frame of(DeadLetter letter) {
        return new Frame(EventTopics.DEAD_LETTERS, letter.key(), letter.value(), letter.timeMs(), letter.headers());
    }

    /** For the topic that it is for. */
    ProducerRecord<byte[], byte[]> toRecord() {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(origin, null, Math.max(0, timeMs), key, value);
        headers.forEach(record.headers()::add);
        return record;
    }

    byte[] encode() {
        return Wire.write(VERSION, out -> {
            Wire.text(out, origin);
            nullable(out, key);
            nullable(out, value);
            out.writeLong(timeMs);
            out.writeInt(headers.size());
            for (Map.Entry<String, byte[]> header : headers.entrySet()) {
                Wire.text(out, header.getKey());
                Wire.bytes(out, header.getValue());
            }
        });
    }

    static Frame decode(byte[] bytes) {
        return Wire.read(
                bytes, VERSION, in -> new Frame(Wire.text(in), nullable(in), nullable(in), in.readLong(), headers(in)));
    }

    private static Map<String, byte[]> headers(DataInputStream in) throws IOException {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            headers.put(Wire.text(in), Wire.bytes(in));
        }
        return headers;
    }

    private static void nullable(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        out.writeBoolean(bytes != null);
        if (bytes != null) {
            Wire.bytes(out, bytes);
        }
    }

    private static byte @Nullable [] nullable(DataInputStream in) throws IOException {
        return in.readBoolean() ? Wire.bytes(in) : null;
    }

    @Override
    public byte @Nullable [] header(String name) {
        return headers.get(name);
    }
}
