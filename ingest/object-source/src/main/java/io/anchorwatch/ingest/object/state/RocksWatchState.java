// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * {@link WatchState} in RocksDB: some 100 bytes an object on disk, a fixed few MiB in memory. Not synced at each write:
 * after a power cut some changes are published a second time, under the same ids.
 */
public final class RocksWatchState implements WatchState {

    static {
        RocksDB.loadLibrary();
    }

    private static final String SEPARATOR = "\0";
    private static final long CACHE_BYTES = 32 << 20;
    private static final long BUFFER_BYTES = 16 << 20;

    private final ReadWriteLock open = new ReentrantReadWriteLock();
    private final LRUCache cache;
    private final Options options;
    private final WriteOptions write = new WriteOptions();
    private final RocksDB db;
    private boolean closed;

    private RocksWatchState(LRUCache cache, Options options, RocksDB db) {
        this.cache = cache;
        this.options = options;
        this.db = db;
    }

    /**
     * Opens the state in a folder, which is made if need be.
     *
     * @throws IOException when the folder can't be used, for instance because another process does
     */
    public static RocksWatchState open(Path folder) throws IOException {
        Files.createDirectories(folder);
        LRUCache cache = new LRUCache(CACHE_BYTES);
        Options options = new Options()
                .setCreateIfMissing(true)
                .setParanoidChecks(true)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setWriteBufferSize(BUFFER_BYTES)
                .setMaxBackgroundJobs(2)
                .setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(cache))
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                .setMaxLogFileSize(1 << 20);
        try {
            return new RocksWatchState(cache, options, RocksDB.open(options, folder.toString()));
        } catch (RocksDBException e) {
            options.close();
            cache.close();
            throw new IOException("the state folder " + folder + " can't be opened: " + e.getMessage(), e);
        }
    }

    private interface Action<T> {
        T run() throws RocksDBException;
    }

    private <T> T use(Action<T> action) {
        open.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the watch state is closed");
            }
            return action.run();
        } catch (RocksDBException e) {
            throw new IllegalStateException("the watch state can't be used: " + e.getMessage(), e);
        } finally {
            open.readLock().unlock();
        }
    }

    @Override
    public Optional<Position> position(StreamId stream) {
        return use(() -> Optional.ofNullable(db.get(positionKey(stream)))).map(value -> {
            String[] parts = text(value).split(SEPARATOR, -1);
            return new Position(parts[0], Instant.parse(parts[1]), Instant.parse(parts[2]));
        });
    }

    @Override
    public Optional<Known> known(StreamId stream, String key) {
        return use(() -> Optional.ofNullable(db.get(objectKey(stream, key)))).map(RocksWatchState::toKnown);
    }

    @Override
    public void forEach(StreamId stream, BiConsumer<String, Known> action) {
        String prefix = text(objectKey(stream, ""));
        Object unused = use(() -> {
            try (ReadOptions read = new ReadOptions().setFillCache(false);
                    RocksIterator it = db.newIterator(read)) {
                for (it.seek(utf8(prefix)); it.isValid(); it.next()) {
                    String key = text(it.key());
                    if (!key.startsWith(prefix)) {
                        break;
                    }
                    action.accept(key.substring(prefix.length()), toKnown(it.value()));
                }
                it.status();
            }
            return stream;
        });
    }

    @Override
    public void commit(StreamId stream, Map<String, Optional<Known>> objects, @Nullable Position position) {
        Object unused = use(() -> {
            try (WriteBatch batch = new WriteBatch()) {
                for (var entry : objects.entrySet()) {
                    byte[] key = objectKey(stream, entry.getKey());
                    Optional<Known> known = entry.getValue();
                    if (known.isPresent()) {
                        batch.put(
                                key,
                                utf8(known.get().uid() + SEPARATOR + known.get().version()));
                    } else {
                        batch.delete(key);
                    }
                }
                if (position != null) {
                    String value = position.version() + SEPARATOR + position.seen() + SEPARATOR + position.listed();
                    batch.put(positionKey(stream), utf8(value));
                }
                db.write(write, batch);
            }
            return stream;
        });
    }

    private static Known toKnown(byte[] value) {
        String text = text(value);
        int end = text.indexOf(SEPARATOR);
        return new Known(text.substring(0, end), text.substring(end + 1));
    }

    private static byte[] positionKey(StreamId stream) {
        return utf8(stream.cluster() + SEPARATOR + stream.resource() + SEPARATOR + "p");
    }

    private static byte[] objectKey(StreamId stream, String key) {
        return utf8(stream.cluster() + SEPARATOR + stream.resource() + SEPARATOR + "o" + key);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        open.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                db.close();
                write.close();
                options.close();
                cache.close();
            }
        } finally {
            open.writeLock().unlock();
        }
    }
}
