// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;

/** The file under writing: whole lines, or what a crash left of one moved aside at the next open. One thread. */
final class LogFile implements AutoCloseable {

    private static final FileAttribute<Set<PosixFilePermission>> MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));
    private static final int CHUNK = 8192;

    private final FileChannel channel;
    private final Instant born;
    private long size;

    private LogFile(FileChannel channel, Instant born, long size) {
        this.channel = channel;
        this.born = born;
        this.size = size;
    }

    /**
     * Opens or makes the file and repairs its end.
     *
     * @throws IOException when it cannot be written, or another process writes to it
     */
    static LogFile open(Path path, Instant now) throws IOException {
        boolean fresh = Files.notExists(path);
        FileChannel channel = openChannel(path);
        boolean good = false;
        try {
            lock(channel, path);
            Instant born = fresh ? now : Files.getLastModifiedTime(path).toInstant();
            long size = repair(channel, path);
            if (fresh) {
                forceDirectory(path);
            }
            good = true;
            return new LogFile(channel, born, size);
        } finally {
            if (!good) {
                channel.close();
            }
        }
    }

    private static FileChannel openChannel(Path path) throws IOException {
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix ? FileChannel.open(path, options, MODE) : FileChannel.open(path, options);
    }

    private static void lock(FileChannel channel, Path path) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new FileSystemException(path.toString(), null, "another process writes to it");
            }
        } catch (OverlappingFileLockException e) {
            throw new FileSystemException(path.toString(), null, "another sink writes to it");
        }
    }

    /** Cuts off what follows the last line end, after keeping it in a file beside; the size that stays. */
    private static long repair(FileChannel channel, Path path) throws IOException {
        long size = channel.size();
        long good = endOfLastLine(channel, size);
        if (good < size) {
            Path torn = path.resolveSibling(path.getFileName() + ".torn");
            try (FileChannel aside = openChannel(torn)) {
                aside.position(aside.size());
                channel.transferTo(good, size - good, aside);
                write(aside, ByteBuffer.wrap(new byte[] {'\n'}));
                aside.force(true);
            }
            channel.truncate(good);
            channel.force(true);
        }
        channel.position(good);
        return good;
    }

    private static long endOfLastLine(FileChannel channel, long size) throws IOException {
        long end = size;
        while (end > 0) {
            int length = (int) Math.min(CHUNK, end);
            ByteBuffer chunk = ByteBuffer.allocate(length);
            while (chunk.hasRemaining() && channel.read(chunk, end - length + chunk.position()) >= 0) {}
            for (int i = length - 1; i >= 0; i--) {
                if (chunk.get(i) == '\n') {
                    return end - length + i + 1;
                }
            }
            end -= length;
        }
        return 0;
    }

    long size() {
        return size;
    }

    /** When it was begun; after a restart, when it was last written to, for no file system tells it better. */
    Instant born() {
        return born;
    }

    /** Appends whole lines; on failure nothing of them stays, or the file is unusable and must be opened again. */
    void append(byte[] lines, boolean force) throws IOException {
        try {
            write(channel, ByteBuffer.wrap(lines));
            if (force) {
                channel.force(false);
            }
            size += lines.length;
        } catch (IOException e) {
            channel.truncate(size);
            channel.position(size);
            throw e;
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    void force() throws IOException {
        channel.force(true);
    }

    /** Makes a new name in a directory durable. */
    static void forceDirectory(Path path) throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
