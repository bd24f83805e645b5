// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The data folder, held by this process alone until closed. The operating system frees it on any death. */
record DataFolder(FileChannel lock) implements AutoCloseable {

    /**
     * Makes the folder and takes it.
     *
     * @throws DataInUseException when another service has it
     */
    static DataFolder claim(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new DataInUseException("the data folder " + folder + " is in use by another running service");
        }
        return new DataFolder(channel);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException mine) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
