// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The broker's directory, held by this process alone until closed. The operating system frees it on any death. */
final class DataDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

    // A POSIX lock falls as soon as its process closes any handle of the file, so a second claim in this process must
    // not even open it.
    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    static DataDirectory claim(Path dataDir) {
        try {
            Path root = Files.createDirectories(dataDir).toRealPath();
            if (!CLAIMED.add(root)) {
                throw inUse(root);
            }
            try {
                return lock(root);
            } catch (IOException | RuntimeException e) {
                CLAIMED.remove(root);
                throw e;
            }
        } catch (IOException e) {
            throw new BrokerStartException(
                    "data directory " + dataDir.toAbsolutePath()
                            + " cannot be created or locked: make it writable for this user or choose another one ("
                            + e + ")",
                    e);
        }
    }

    private static DataDirectory lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw inUse(root);
        }
        return new DataDirectory(root, channel);
    }

    private static BrokerStartException inUse(Path root) {
        return new BrokerStartException("data directory " + root
                + " is in use by another running broker: stop that process or choose another directory");
    }

    /** Where Kafka keeps its logs and metadata. */
    Path logs() {
        return root.resolve("kafka");
    }

    boolean isFormatted() {
        return Files.isRegularFile(logs().resolve("meta.properties"));
    }

    /** The port its broker listened on last, if that was noted and can be read. */
    Optional<Integer> lastPort() {
        try {
            return Optional.of(Integer.valueOf(Files.readString(portFile()).strip()));
        } catch (IOException | NumberFormatException unknown) {
            return Optional.empty();
        }
    }

    void rememberPort(int port) {
        try {
            Files.writeString(portFile(), port + "\n");
        } catch (IOException e) {
            LOG.warn("cannot note the port in {}: the next start may choose another one", this, e);
        }
    }

    private Path portFile() {
        return root.resolve("port");
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            LOG.warn("cannot close the lock of {}", this, e);
        } finally {
            CLAIMED.remove(root);
        }
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
