// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The files to replay, and their text. */
public final class InputFiles {

    /** In directories: {@code .jsonl}, {@code .json}, {@code .log}, {@code .log.1} or no suffix, maybe compressed. */
    private static final Pattern LOG_NAME =
            Pattern.compile("[^.]+|[^.].*\\.(jsonl|json|log)(\\.\\d+)?|[^.].*\\.\\d+Z?", Pattern.CASE_INSENSITIVE);

    private static final int BUFFER = 1 << 16;

    private InputFiles() {}

    /**
     * The given files, and of directories all log files below, in the order of their paths.
     *
     * @throws IOException when one does not exist or cannot be read, with its name
     */
    public static List<Path> expand(List<Path> inputs) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                try (Stream<Path> below = Files.walk(input)) {
                    files.addAll(below.filter(InputFiles::isLog).sorted().toList());
                }
            } else if (Files.isRegularFile(input)) {
                files.add(input);
            } else {
                throw new FileNotFoundException(input + ": no such file or folder");
            }
        }
        return List.copyOf(files);
    }

    /** The text of a file, decompressed; {@code read} counts bytes as on disk. */
    static InputStream open(Path file, AtomicLong read) throws IOException {
        return open(file, read, new AtomicLong());
    }

    /** As above; {@code own} counts the bytes of this file alone. */
    static InputStream open(Path file, AtomicLong read, AtomicLong own) throws IOException {
        return decompressed(new CountingStream(new CountingStream(Files.newInputStream(file), own), read));
    }

    /**
     * The text behind a stream, decompressed by what its first bytes say: gzip, zstd or none.
     *
     * @throws IOException when the first bytes can't be read; {@code raw} is closed then
     */
    public static InputStream decompressed(InputStream raw) throws IOException {
        InputStream buffered = new BufferedInputStream(raw, BUFFER);
        try {
            buffered.mark(4);
            byte[] magic = buffered.readNBytes(4);
            buffered.reset();
            if (magic.length >= 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B) {
                return new GZIPInputStream(buffered, BUFFER);
            }
            boolean zstd = magic.length == 4
                    && magic[0] == 0x28
                    && magic[1] == (byte) 0xB5
                    && magic[2] == 0x2F
                    && magic[3] == (byte) 0xFD;
            return zstd ? new ZstdInputStream(buffered) : buffered;
        } catch (IOException e) {
            buffered.close();
            throw e;
        }
    }

    private static boolean isLog(Path path) {
        String name = String.valueOf(path.getFileName()).replaceFirst("\\.(gz|zst)$", "");
        return LOG_NAME.matcher(name).matches() && Files.isRegularFile(path);
    }
}
