// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording.write;

import io.anchorwatch.ingest.recording.RecordedLine;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of recorded files, one open for each partition. How far a recording is, its files alone say: their names, and
 * the lines of those that are not complete yet. So nothing is lost and nothing stands twice, whenever the process ends.
 * For one process and one thread.
 */
public final class RecordingFolder implements AutoCloseable {

    private final Path folder;
    private final RecordingLimits limits;
    private final InstantSource clock;
    private final Consumer<RecordedFileInfo> completed;
    private final FileChannel lock;
    private final Retention retention;
    private final Map<String, Long> last = new TreeMap<>();
    private final Map<String, OpenPart> open = new TreeMap<>();

    private RecordingFolder(
            Path folder,
            RecordingLimits limits,
            InstantSource clock,
            Consumer<RecordedFileInfo> completed,
            FileChannel lock) {
        this.folder = folder;
        this.limits = limits;
        this.clock = clock;
        this.completed = completed;
        this.lock = lock;
        this.retention = new Retention(folder, limits);
    }

    /**
     * Makes the folder, takes it, and what an interrupted recorder left in it.
     *
     * @param completed hears of every file that becomes complete
     * @throws FolderInUseException when another process has it
     * @throws IOException when it can't be used
     */
    public static RecordingFolder open(
            Path folder, RecordingLimits limits, InstantSource clock, Consumer<RecordedFileInfo> completed)
            throws IOException {
        Files.createDirectories(folder);
        FileChannel lock =
                FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!locked(lock)) {
                throw new FolderInUseException(folder + " is in use by another recorder");
            }
            RecordingFolder recording = new RecordingFolder(folder, limits, clock, completed, lock);
            recording.takeIn();
            return recording;
        } catch (IOException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException mine) {
            return false;
        }
    }

    private void takeIn() throws IOException {
        List<Path> parts = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    RecordedRange.of(name)
                            .ifPresent(range ->
                                    last.merge(key(range.topic(), range.partition()), range.last(), Math::max));
                    if (RecordedRange.isPart(name)) {
                        parts.add(file);
                    }
                }
            }
        }
        for (Path part : parts) {
            String key = String.valueOf(part.getFileName());
            @Nullable OpenPart salvaged = Salvage.of(part, last.getOrDefault(key, -1L), clock.instant());
            if (salvaged != null) {
                open.put(key, salvaged);
                last.put(key, salvaged.last());
            }
        }
    }

    private static String key(String topic, int partition) {
        return RecordedRange.partName(topic, partition);
    }

    /** Offset of the last record of a partition that is here; empty when there is none. */
    public OptionalLong last(String topic, int partition) {
        @Nullable Long offset = last.get(key(topic, partition));
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    /**
     * Adds a record.
     *
     * @throws IllegalArgumentException when its offset is not above the last of its partition
     */
    public void append(RecordedLine line) throws IOException {
        String key = key(line.topic(), line.partition());
        @Nullable OpenPart part = open.get(key);
        if (part == null) {
            part = new OpenPart(folder.resolve(key), line, clock.instant());
            open.put(key, part);
        }
        part.append(line, line.encode());
        last.put(key, line.offset());
        if (part.isFull(limits, clock.instant())) {
            complete(key);
        }
    }

    /** Does what time asks for: to be called now and then. */
    public void tick() throws IOException {
        Instant now = clock.instant();
        for (String key : List.copyOf(open.keySet())) {
            OpenPart part = open.get(key);
            if (part != null && part.isFull(limits, now)) {
                complete(key);
            } else if (part != null) {
                part.endFrameWhenDue(now);
            }
        }
    }

    /** Ends the open file of a partition: what follows is not the next record. */
    public void complete(String topic, int partition) throws IOException {
        complete(key(topic, partition));
    }

    /** Ends every open file. */
    public void complete() throws IOException {
        for (String key : List.copyOf(open.keySet())) {
            complete(key);
        }
    }

    private void complete(String key) throws IOException {
        @Nullable OpenPart part = open.remove(key);
        if (part != null) {
            completed.accept(part.complete(folder));
            retention.apply(clock.instant());
        }
    }

    /** How many complete files were deleted as too old or too many. */
    public long deleted() {
        return retention.deleted();
    }

    /** Lets go of the folder; files that are not complete are taken in by the next who opens it. */
    @Override
    public void close() throws IOException {
        for (OpenPart part : open.values()) {
            part.close();
        }
        lock.close();
    }
}
