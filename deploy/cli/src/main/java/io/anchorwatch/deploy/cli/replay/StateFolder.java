// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.sinks.format.PlainText;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of {@code --state}: {@code snapshot}, which is whole at any moment, and the files that it names. The snapshot
 * is 4 bytes of magic, a byte of version, the {@link Identity}, the content, and 8 bytes with the CRC-32C of all before.
 */
final class StateFolder implements AutoCloseable {

    private static final int MAGIC = 0x4157_5250;
    private static final int VERSION = 1;
    private static final int BUFFER = 1 << 16;

    private static final FileAttribute<?>[] OWNER_ONLY = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
    };
    private static final FileAttribute<?>[] NO_ATTRIBUTES = {};

    private final Path folder;
    private final Path snapshot;
    private final FileChannel lock;

    private StateFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.snapshot = folder.resolve("snapshot");
        this.lock = lock;
    }

    /** Writes the content of a snapshot. */
    interface Content {
        void write(DataOutputStream out) throws IOException;
    }

    /** Takes the folder for this process alone, and makes it, for its owner alone, when it is not there. */
    static StateFolder open(Path folder) throws IOException {
        FileChannel channel = lockFile(folder);
        @Nullable FileLock taken = null;
        try {
            taken = channel.tryLock();
        } catch (OverlappingFileLockException here) {
            // Taken by this very process: the same to whoever asks.
            taken = null;
        }
        if (taken == null) {
            channel.close();
            throw CliException.environment(
                    "another replay keeps its state in " + shown(folder), "wait for its end or give another folder");
        }
        return new StateFolder(folder, channel);
    }

    private static FileChannel lockFile(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                boolean posix =
                        folder.getFileSystem().supportedFileAttributeViews().contains("posix");
                Files.createDirectories(folder, posix ? OWNER_ONLY : NO_ATTRIBUTES);
            }
            return FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException refused) {
            throw CliException.environment(
                    shown(folder) + " is no folder, or can't be written to", "give another folder with --state");
        }
    }

    Path path() {
        return folder;
    }

    /**
     * The content of the snapshot, if there is one; the caller closes it.
     *
     * @throws CliException when it is of another replay, of another version or damaged
     */
    Optional<DataInputStream> saved(Identity identity) throws IOException {
        if (!Files.exists(snapshot)) {
            return Optional.empty();
        }
        if (!isWhole()) {
            throw unusable("is damaged");
        }
        DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(snapshot), BUFFER));
        try {
            if (in.readInt() != MAGIC || in.readUnsignedByte() != VERSION) {
                throw unusable("was written by another version of the program");
            }
            Optional<String> difference = identity.difference(Identity.read(in));
            if (difference.isPresent()) {
                throw CliException.usage(
                        shown(folder) + " holds the state of another replay: not the same is "
                                + PlainText.clean(difference.get()),
                        "start it with the command it was begun with, or give another folder");
            }
            return Optional.of(in);
        } catch (IOException | CliException refused) {
            in.close();
            throw refused;
        }
    }

    private CliException unusable(String why) {
        return CliException.environment(
                shown(snapshot) + " " + why, "remove the folder to begin from the start, or give another");
    }

    private boolean isWhole() throws IOException {
        CRC32C sum = new CRC32C();
        long left = Files.size(snapshot) - Long.BYTES;
        try (InputStream file = Files.newInputStream(snapshot);
                DataInputStream in = new DataInputStream(new CheckedInputStream(file, sum))) {
            byte[] buffer = new byte[BUFFER];
            while (left > 0) {
                int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (n < 0) {
                    return false;
                }
                left -= n;
            }
            long found = sum.getValue();
            return left == 0 && in.readLong() == found;
        }
    }

    /** Replaces the snapshot: whatever happens meanwhile, the folder holds the old one or the new one. */
    void save(Identity identity, Content content) throws IOException {
        Path next = folder.resolve("snapshot.tmp");
        CRC32C sum = new CRC32C();
        try (FileChannel file = FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(
                        new CheckedOutputStream(Channels.newOutputStream(file), sum), BUFFER))) {
            out.writeInt(MAGIC);
            out.writeByte(VERSION);
            identity.write(out);
            content.write(out);
            out.flush();
            out.writeLong(sum.getValue());
            out.flush();
            file.force(true);
        }
        Files.move(next, snapshot, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** Removes files of alerts that no snapshot names: a replay that was ended left them. */
    void removeAllBut(List<String> named) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.matches("(alerts|ordered)-\\d+|snapshot\\.tmp") && !named.contains(name)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The replay is over: the next one begins from the start. */
    void clear() throws IOException {
        Files.deleteIfExists(snapshot);
        Files.deleteIfExists(folder.resolve(LocalEngine.REQUESTS));
        removeAllBut(List.of());
    }

    private static String shown(Path path) {
        return PlainText.clean(path.toString());
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
