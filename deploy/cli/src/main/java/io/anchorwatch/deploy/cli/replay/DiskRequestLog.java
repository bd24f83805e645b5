// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.streamjobs.detection.engine.RequestLog;
import io.anchorwatch.streamjobs.detection.engine.Retention;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keeps requests on disk, in the order in which they were put, and in memory only where: two hours of a busy cluster are
 * millions. Forgets exactly what {@link io.anchorwatch.streamjobs.detection.engine.InMemoryRequestLog} does. Keys are known
 * by 192 bits of their SHA-256. Not thread-safe.
 */
final class DiskRequestLog implements RequestLog, AutoCloseable {

    /** What stands before a state: 24 bytes of the key's hash, the time, the length. */
    private static final int HEADER = 36;

    private static final int IDENTITY = 24;
    private static final int MEBIBYTES = 8;
    private static final int END = -1;

    private final ByteLog log;
    private final HashIndex index = new HashIndex();
    private final Retention retention = new Retention();
    private final MessageDigest sha;

    DiskRequestLog(Path file) {
        this(file, MEBIBYTES);
    }

    /** With that many MiB in memory, at least one. */
    DiskRequestLog(Path file, int mebibytes) {
        log = new ByteLog(file, mebibytes);
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private byte[] bytes(long place) {
        try {
            return log.read(place, HEADER);
        } catch (IOException broken) {
            throw DiskTrouble.of(broken);
        }
    }

    private ByteBuffer header(long place) {
        return ByteBuffer.wrap(bytes(place));
    }

    private long find(byte[] identity) {
        return index.find(
                ByteBuffer.wrap(identity).getLong(),
                place -> Arrays.equals(bytes(place), 0, IDENTITY, identity, 0, IDENTITY));
    }

    @Override
    public byte @Nullable [] get(String key, long eventTimeMs) {
        long place = find(sha.digest(key.getBytes(UTF_8)));
        return place < 0 ? null : state(place);
    }

    private byte[] state(long place) {
        try {
            return log.read(place + HEADER, header(place).getInt(HEADER - Integer.BYTES));
        } catch (IOException broken) {
            throw DiskTrouble.of(broken);
        }
    }

    @Override
    public void put(String key, byte[] state, long eventTimeMs) {
        byte[] identity = sha.digest(key.getBytes(UTF_8));
        long known = find(identity);
        if (known >= 0) {
            index.remove(ByteBuffer.wrap(identity).getLong(), known);
        }
        try {
            add(identity, eventTimeMs, state);
            forget(eventTimeMs);
        } catch (IOException full) {
            throw DiskTrouble.of(full);
        }
        retention.put(eventTimeMs);
    }

    private void add(byte[] identity, long eventTimeMs, byte[] state) throws IOException {
        index.add(ByteBuffer.wrap(identity).getLong(), log.tail());
        log.add(ByteBuffer.allocate(HEADER + state.length)
                .put(identity, 0, IDENTITY)
                .putLong(eventTimeMs)
                .putInt(state.length)
                .put(state)
                .array());
    }

    private void forget(long nowMs) throws IOException {
        for (int left = Retention.FORGOTTEN_PER_PUT; left > 0 && log.head() < log.tail(); ) {
            long place = log.head();
            ByteBuffer header = header(place);
            if (isLive(header, place)) {
                if (!retention.isPast(header.getLong(IDENTITY), nowMs)) {
                    return;
                }
                index.remove(header.getLong(0), place);
                left--;
            }
            log.forgetBefore(place + HEADER + header.getInt(HEADER - Integer.BYTES));
        }
    }

    /** What was put again later is not. */
    private boolean isLive(ByteBuffer header, long place) {
        return index.find(header.getLong(0), other -> other == place) >= 0;
    }

    /** How many requests are remembered. */
    int size() {
        return index.size();
    }

    /** Writes all that is remembered, for {@link #read}. */
    void write(DataOutputStream out) throws IOException {
        out.writeLong(retention.previousMs());
        for (long place = log.head(); place < log.tail(); ) {
            byte[] header = log.read(place, HEADER);
            int length = ByteBuffer.wrap(header).getInt(HEADER - Integer.BYTES);
            if (isLive(ByteBuffer.wrap(header), place)) {
                out.writeInt(length);
                out.write(header, 0, IDENTITY + Long.BYTES);
                out.write(log.read(place + HEADER, length));
            }
            place += HEADER + length;
        }
        out.writeInt(END);
    }

    /** Reads what was written into a log that is empty. */
    void read(DataInputStream in) throws IOException {
        retention.put(in.readLong());
        for (int length = in.readInt(); length != END; length = in.readInt()) {
            byte[] identity = in.readNBytes(IDENTITY);
            long eventTimeMs = in.readLong();
            add(identity, eventTimeMs, in.readNBytes(length));
        }
    }

    @Override
    public void close() {
        try {
            log.close();
        } catch (IOException broken) {
            throw DiskTrouble.of(broken);
        }
    }
}
