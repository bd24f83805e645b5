// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.spool;

import io.anchorwatch.ingest.event.DecodeResult;
import io.anchorwatch.ingest.event.EventRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded first-in-first-out store of records on disk. Thread-safe.
 *
 * <p>What {@link #append} took is fsynced and comes out of {@link #head}, also after a kill, until {@link #remove}. When
 * the disk is full or damaged it refuses and says why in {@link #problem}; {@link #heal} tries to get well again.
 */
public final class Spool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

    /** The oldest records. {@code end} is what to give to {@link #remove} once all of them are safe elsewhere. */
    public record Head(List<EventRecord> records, long end, long bytes) {}

    private final Path directory;
    private final long maxBytes;
    private final InstantSource clock;
    private final ReadWriteLock storeLock = new ReentrantReadWriteLock();
    private @Nullable SpoolStore store; // guarded by storeLock
    private final Object counters = new Object();
    private final TreeSet<Long> writing = new TreeSet<>(); // first sequences of appends in flight
    private long first;
    private long next;
    private long bytes;
    private Optional<String> problem = Optional.empty();

    private Spool(Path directory, long maxBytes, InstantSource clock) {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /**
     * Opens the spool in its own directory, created when absent. Never fails: a spool that cannot be opened refuses
     * every batch and says why.
     *
     * @param maxBytes bound on the records' bytes; allow twice as much disk
     */
    public static Spool open(Path directory, long maxBytes, InstantSource clock) {
        Spool spool = new Spool(directory, maxBytes, clock);
        spool.reopen();
        return spool;
    }

    /**
     * Stores a batch as a whole.
     *
     * @throws SpoolRefusedException when it is full, or the disk is full or damaged; then nothing is promised
     */
    public void append(List<EventRecord> batch) throws SpoolRefusedException {
        Instant now = clock.instant();
        List<byte[]> values = new ArrayList<>(batch.size());
        long size = 0;
        for (EventRecord out : batch) {
            byte[] value = RecordBytes.write(out, now);
            values.add(value);
            size += value.length;
        }
        storeLock.readLock().lock();
        try {
            appendTo(openStore(), values, size);
        } finally {
            storeLock.readLock().unlock();
        }
    }

    private void appendTo(SpoolStore open, List<byte[]> values, long size) throws SpoolRefusedException {
        long sequence = reserve(values.size(), size);
        try {
            open.append(sequence, values);
            synchronized (counters) {
                writing.remove(sequence);
            }
        } catch (RocksDBException e) {
            synchronized (counters) {
                writing.remove(sequence);
                bytes -= size;
                problem = Optional.of("spool in " + directory + " cannot be written: " + e.getMessage()
                        + "; free space or repair the disk");
            }
            LOG.error("the spool in {} cannot be written", directory, e);
            throw new SpoolRefusedException(problem().orElse("spool cannot be written"), e);
        }
    }

    private long reserve(int count, long size) throws SpoolRefusedException {
        synchronized (counters) {
            if (bytes + size > maxBytes) {
                throw new SpoolRefusedException("spool in " + directory + " is full: " + bytes + " of " + maxBytes
                        + " bytes; bring Kafka back or give the spool more room");
            }
            long sequence = next;
            next += count;
            bytes += size;
            writing.add(sequence);
            return sequence;
        }
    }

    private SpoolStore openStore() throws SpoolRefusedException {
        Optional<String> now = problem();
        SpoolStore open = store;
        if (open == null || now.isPresent()) {
            throw new SpoolRefusedException(now.orElse("spool in " + directory + " is closed"));
        }
        return open;
    }

    /** The oldest records, as many as fit the bounds but at least one, or none when it is empty or cannot be read. */
    public Head head(int maxRecords, long maxHeadBytes) {
        storeLock.readLock().lock();
        try {
            SpoolStore open = store;
            return open == null ? new Head(List.of(), firstSequence(), 0) : read(open, maxRecords, maxHeadBytes);
        } catch (RocksDBException e) {
            LOG.error("the spool in {} cannot be read", directory, e);
            synchronized (counters) {
                problem = Optional.of("spool in " + directory + " cannot be read: " + e.getMessage());
            }
            return new Head(List.of(), firstSequence(), 0);
        } finally {
            storeLock.readLock().unlock();
        }
    }

    private Head read(SpoolStore open, int maxRecords, long maxHeadBytes) throws RocksDBException {
        long from = firstSequence();
        long settled = settledEnd();
        List<EventRecord> records = new ArrayList<>();
        long end = from;
        long size = 0;
        for (SpoolStore.Item item : open.read(from, settled, maxRecords, maxHeadBytes)) {
            records.add(decode(item));
            end = item.sequence() + 1;
            size += item.bytes().length;
        }
        // Numbers of refused appends hold nothing; without this the spool would never count as empty again.
        return new Head(records, records.isEmpty() ? settled : end, size);
    }

    private EventRecord decode(SpoolStore.Item item) {
        try {
            return RecordBytes.read(item.bytes());
        } catch (IOException e) {
            DecodeResult.Malformed malformed = new DecodeResult.Malformed(String.valueOf(e.getMessage()), item.bytes());
            return EventRecord.deadLetter("unknown", "spool/" + item.sequence(), malformed, clock.instant());
        }
    }

    /** Before this sequence no append is in flight: what is there is all there will ever be. */
    private long settledEnd() {
        synchronized (counters) {
            return writing.isEmpty() ? next : writing.first();
        }
    }

    private long firstSequence() {
        synchronized (counters) {
            return first;
        }
    }

    /** Forgets what {@link #head} gave. Call it only when every record of it is safe elsewhere. */
    public void remove(Head head) {
        synchronized (counters) {
            first = Math.max(first, head.end());
            bytes = first == next ? 0 : Math.max(0, bytes - head.bytes());
        }
        storeLock.readLock().lock();
        try {
            if (store != null) {
                store.deleteBefore(head.end());
            }
        } catch (RocksDBException e) {
            // They are published and behind `first`: at worst they come again after a restart.
            LOG.warn("published records cannot be deleted from the spool in {}", directory, e);
        } finally {
            storeLock.readLock().unlock();
        }
    }

    /** Whether nothing waits in it and nothing is being written. */
    public boolean isEmpty() {
        return records() == 0;
    }

    /** How many records wait in it; refused ones may count until the next {@link #remove}. */
    public long records() {
        synchronized (counters) {
            return next - first;
        }
    }

    /** Bytes of the records that wait in it. */
    public long bytes() {
        synchronized (counters) {
            return bytes;
        }
    }

    /** How long its oldest record has been waiting; zero when empty. */
    public Duration oldestAge() {
        storeLock.readLock().lock();
        try {
            if (store == null) {
                return Duration.ZERO;
            }
            List<SpoolStore.Item> oldest = store.read(firstSequence(), settledEnd(), 1, 1);
            return oldest.isEmpty()
                    ? Duration.ZERO
                    : Duration.between(RecordBytes.spooledAt(oldest.get(0).bytes()), clock.instant());
        } catch (RocksDBException | IOException unreadable) {
            return Duration.ZERO;
        } finally {
            storeLock.readLock().unlock();
        }
    }

    /** Why it does not take records now; one line for an operator. Empty when it does. */
    public Optional<String> problem() {
        synchronized (counters) {
            return problem;
        }
    }

    /** Tries to open it anew when it has a problem. */
    public void heal() {
        if (problem().isPresent()) {
            reopen();
        }
    }

    private void reopen() {
        storeLock.writeLock().lock();
        try {
            closeStore();
            SpoolStore opened = SpoolStore.open(directory);
            store = opened;
            SpoolStore.Content content = opened.content();
            synchronized (counters) {
                next = Math.max(next, content.next());
                // Published records that could not be deleted stay behind `first`.
                first = Math.max(first, content.bytes() == 0 ? next : content.first());
                bytes = content.bytes();
                problem = Optional.empty();
            }
        } catch (IOException | RocksDBException e) {
            Optional<String> now = Optional.of("spool in " + directory + " cannot be opened: " + e
                    + "; free space, or when it is damaged move it away and keep it for rescue");
            if (!now.equals(problem())) { // once, not at each try
                LOG.error("the spool in {} cannot be opened", directory, e);
            }
            synchronized (counters) {
                problem = now;
            }
        } finally {
            storeLock.writeLock().unlock();
        }
    }

    private void closeStore() {
        if (store != null) {
            store.close();
            store = null;
        }
    }

    @Override
    public void close() {
        storeLock.writeLock().lock();
        try {
            closeStore();
        } finally {
            storeLock.writeLock().unlock();
        }
    }
}
