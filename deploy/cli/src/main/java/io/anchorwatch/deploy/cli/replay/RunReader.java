// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RunWriter} wrote. */
final class RunReader implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final DataInputStream in;

    RunReader(Path path) throws IOException {
        in = new DataInputStream(new BufferedInputStream(new ZstdInputStream(Files.newInputStream(path)), BUFFER));
    }

    /**
     * The next item, or null at the end.
     *
     * @throws IOException when the file is damaged or cut off
     */
    SortedRuns.@Nullable Item next() throws IOException {
        int key = in.readInt();
        if (key == RunWriter.END) {
            return null;
        }
        int value = in.readInt();
        return new SortedRuns.Item(bytes(key), bytes(value));
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(Math.max(0, length));
        if (bytes.length != length) {
            throw new IOException("a file of alerts is cut off");
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
