// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A file, on disk after each batch. */
record FileBench(Path file, int batch) implements BenchTarget {

    @Override
    public List<String> settings() {
        return List.of("type: file", "path: " + file);
    }

    @Override
    public void record(boolean on) throws IOException {
        if (!on) {
            Files.move(file, taken());
        }
    }

    private Path taken() {
        return file.resolveSibling("taken");
    }

    @Override
    public void writeBare() throws IOException {
        byte[] all = Files.readAllBytes(taken());
        try (FileChannel out =
                FileChannel.open(file.resolveSibling("bare"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            int start = 0;
            int lines = 0;
            for (int i = 0; i < all.length; i++) {
                if (all[i] == '\n' && (++lines % batch == 0 || i == all.length - 1)) {
                    out.write(ByteBuffer.wrap(all, start, i + 1 - start));
                    out.force(false);
                    start = i + 1;
                }
            }
        }
    }

    @Override
    public void empty() throws IOException {
        Files.deleteIfExists(file.resolveSibling("bare"));
    }

    @Override
    public void close() {}
}
