// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** Numbered byte arrays in RocksDB. Not to be used after or during {@link #close}: the caller sees to that. */
final class SpoolStore implements AutoCloseable {

    static {
        RocksDB.loadLibrary();
    }

    /** One stored value. */
    record Item(long sequence, byte[] bytes) {}

    /** What was found at opening: sequences {@code first} to {@code next - 1}, {@code bytes} in all. */
    record Content(long first, long next, long bytes) {}

    private final Options options;
    private final WriteOptions synced;
    private final WriteOptions unsynced;
    private final RocksDB db;

    private SpoolStore(Options options, RocksDB db) {
        this.options = options;
        this.db = db;
        // No slowdown: a stalled store answers at once with an error, and the caller can say so to its own caller.
        this.synced = new WriteOptions().setSync(true).setNoSlowdown(true);
        this.unsynced = new WriteOptions().setNoSlowdown(true);
    }

    static SpoolStore open(Path directory) throws IOException, RocksDBException {
        Files.createDirectories(directory);
        Options options = new Options()
                .setCreateIfMissing(true)
                .setParanoidChecks(true)
                // Half a record at the end is what a kill leaves and was never acknowledged. Damage anywhere else must
                // fail the opening; RocksDB's default would silently drop everything behind it.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setWriteBufferSize(16 << 20)
                .setMaxWriteBufferNumber(3)
                .setMaxBackgroundJobs(2)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                .setMaxLogFileSize(1 << 20);
        try {
            return new SpoolStore(options, RocksDB.open(options, directory.toString()));
        } catch (RocksDBException e) {
            options.close();
            throw e;
        }
    }

    Content content() throws RocksDBException {
        long first = 0;
        long next = 0;
        long bytes = 0;
        try (ReadOptions read = new ReadOptions().setFillCache(false);
                RocksIterator it = db.newIterator(read)) {
            for (it.seekToFirst(); it.isValid(); it.next()) {
                long sequence = ByteBuffer.wrap(it.key()).getLong();
                first = next == 0 ? sequence : first;
                next = sequence + 1;
                bytes += it.value().length;
            }
            it.status();
        }
        return new Content(first, next, bytes);
    }

    /** Stores values under consecutive sequences; on return they are on disk. RocksDB commits callers in groups. */
    void append(long firstSequence, List<byte[]> values) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch()) {
            long sequence = firstSequence;
            for (byte[] value : values) {
                batch.put(key(sequence++), value);
            }
            db.write(synced, batch);
        }
    }

    /** The values from {@code from} on and before {@code end}, at least one if there is one, up to about the bounds. */
    List<Item> read(long from, long end, int maxItems, long maxBytes) throws RocksDBException {
        List<Item> items = new ArrayList<>();
        long bytes = 0;
        try (ReadOptions read = new ReadOptions().setFillCache(false);
                RocksIterator it = db.newIterator(read)) {
            for (it.seek(key(from)); it.isValid() && items.size() < maxItems && bytes < maxBytes; it.next()) {
                long sequence = ByteBuffer.wrap(it.key()).getLong();
                if (sequence >= end) {
                    break;
                }
                items.add(new Item(sequence, it.value()));
                bytes += it.value().length;
            }
            it.status();
        }
        return items;
    }

    /** Forgets everything before {@code end}. Not synced: what comes back after a kill is published twice, not lost. */
    void deleteBefore(long end) throws RocksDBException {
        db.deleteRange(unsynced, key(0), key(end));
    }

    private static byte[] key(long sequence) {
        return ByteBuffer.allocate(Long.BYTES).putLong(sequence).array();
    }

    @Override
    public void close() {
        db.close();
        synced.close();
        unsynced.close();
        options.close();
    }
}
