// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.spool;

import io.anchorwatch.ingest.event.EventRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a record lies in the spool: a version byte, then time, topic, key, headers and value, lengths first. */
final class RecordBytes {

    private static final int VERSION = 1;

    private RecordBytes() {}

    static byte[] write(EventRecord out, Instant spooledAt) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(out.value().length + 512);
        try (DataOutputStream data = new DataOutputStream(bytes)) {
            data.writeByte(VERSION);
            data.writeLong(spooledAt.toEpochMilli());
            Instant time = out.timestamp();
            data.writeLong(time.getEpochSecond());
            data.writeInt(time.getNano());
            writeText(data, out.topic());
            writeText(data, out.key());
            data.writeInt(out.headers().size());
            for (Map.Entry<String, String> header : out.headers().entrySet()) {
                writeText(data, header.getKey());
                writeText(data, header.getValue());
            }
            data.writeInt(out.value().length);
            data.write(out.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Fails on bytes that this version did not write. */
    static EventRecord read(byte[] bytes) throws IOException {
        try (DataInputStream data = open(bytes)) {
            data.readLong();
            Instant time = Instant.ofEpochSecond(data.readLong(), data.readInt());
            String topic = readText(data);
            String key = readText(data);
            Map<String, String> headers = new LinkedHashMap<>();
            for (int left = data.readInt(); left > 0; left--) {
                headers.put(readText(data), readText(data));
            }
            return new EventRecord(topic, key, headers, time, readBytes(data));
        }
    }

    static Instant spooledAt(byte[] bytes) throws IOException {
        try (DataInputStream data = open(bytes)) {
            return Instant.ofEpochMilli(data.readLong());
        }
    }

    private static DataInputStream open(byte[] bytes) throws IOException {
        DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes));
        int version = data.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("spool record of version " + version + ", this program reads " + VERSION);
        }
        return data;
    }

    private static void writeText(DataOutputStream data, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        data.writeInt(utf8.length);
        data.write(utf8);
    }

    private static String readText(DataInputStream data) throws IOException {
        return new String(readBytes(data), StandardCharsets.UTF_8);
    }

    private static byte[] readBytes(DataInputStream data) throws IOException {
        int length = data.readInt();
        if (length < 0 || length > data.available()) {
            throw new IOException("spool record is cut short");
        }
        return data.readNBytes(length);
    }
}
