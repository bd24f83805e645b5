// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are added at one end, forgotten at the other and read anywhere between. The latest are in memory, the others in
 * a file whose places are used again; there is none while memory does.
 */
final class ByteLog implements AutoCloseable {

    private static final int SEGMENT = 1 << 20;

    private final Path path;
    private final int inMemory;
    private final Map<Long, byte[]> memory = new HashMap<>();
    private final Map<Long, Integer> places = new HashMap<>();
    private final ArrayDeque<Integer> free = new ArrayDeque<>();
    private @Nullable FileChannel file;
    private byte[] cached = {};
    private long cachedSegment = -1;
    private long head;
    private long tail;

    /** Makes {@code path} when more than that many MiB are in it. */
    ByteLog(Path path, int inMemory) {
        this.path = path;
        this.inMemory = inMemory;
    }

    /** Where the oldest byte is that is not forgotten. */
    long head() {
        return head;
    }

    /** Where the next byte goes. */
    long tail() {
        return tail;
    }

    void add(byte[] bytes) throws IOException {
        int done = 0;
        while (done < bytes.length) {
            int at = (int) (tail % SEGMENT);
            byte[] segment = memory.computeIfAbsent(tail / SEGMENT, unused -> new byte[SEGMENT]);
            int n = Math.min(bytes.length - done, SEGMENT - at);
            System.arraycopy(bytes, done, segment, at, n);
            done += n;
            tail += n;
            if (tail % SEGMENT == 0) {
                spill(tail / SEGMENT - inMemory);
            }
        }
    }

    private void spill(long segment) throws IOException {
        byte @Nullable [] bytes = memory.remove(segment);
        if (bytes != null) {
            FileChannel to = open();
            int place = free.isEmpty() ? places.size() : free.remove();
            places.put(segment, place);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                to.write(buffer, (long) place * SEGMENT + buffer.position());
            }
        }
    }

    private FileChannel open() throws IOException {
        if (file == null) {
            file = FileChannel.open(
                    path,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        }
        return file;
    }

    /** That many bytes from a place on. */
    byte[] read(long place, int length) throws IOException {
        byte[] bytes = new byte[length];
        int done = 0;
        while (done < length) {
            long segment = (place + done) / SEGMENT;
            int at = (int) ((place + done) % SEGMENT);
            int n = Math.min(length - done, SEGMENT - at);
            byte @Nullable [] here = segment == cachedSegment ? cached : memory.get(segment);
            if (here != null) {
                System.arraycopy(here, at, bytes, done, n);
            } else {
                read(segment, at, ByteBuffer.wrap(bytes, done, n));
            }
            done += n;
        }
        return bytes;
    }

    private void read(long segment, int at, ByteBuffer into) throws IOException {
        @Nullable Integer place = places.get(segment);
        if (place == null) {
            throw new IOException("what was forgotten is asked for");
        }
        long from = (long) place * SEGMENT + at - into.position();
        while (into.hasRemaining()) {
            if (open().read(into, from + into.position()) < 0) {
                throw new IOException(path.getFileName() + " is cut off");
            }
        }
    }

    /** Forgets what is before a place; what follows is read next. */
    void forgetBefore(long place) throws IOException {
        while (head / SEGMENT < place / SEGMENT) {
            long gone = head / SEGMENT;
            memory.remove(gone);
            @Nullable Integer freed = places.remove(gone);
            if (freed != null) {
                free.add(freed);
            }
            head = (gone + 1) * SEGMENT;
        }
        head = place;
        long segment = place / SEGMENT;
        if (segment != cachedSegment && places.containsKey(segment)) {
            byte[] whole = new byte[SEGMENT];
            read(segment, 0, ByteBuffer.wrap(whole));
            cached = whole;
            cachedSegment = segment;
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
