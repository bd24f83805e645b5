// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording.write;

import io.anchorwatch.ingest.recording.InputFiles;
import io.anchorwatch.ingest.recording.RecordedLine;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Takes what an interrupted recorder left: Kafka may have deleted those records by now. Whole lines whose offsets grow go
 * into a new file, in which writing goes on; from the first that is neither, Kafka is asked again.
 */
final class Salvage {

    private static final int MAX_LINE = 64 << 20;

    private Salvage() {}

    /** The part, open at its end; null when there was nothing in it above {@code after}. */
    static @Nullable OpenPart of(Path part, long after, Instant now) throws IOException {
        Path copy = part.resolveSibling(part.getFileName() + ".salvage");
        @Nullable OpenPart open = null;
        try (InputStream in = new BufferedInputStream(InputFiles.decompressed(Files.newInputStream(part)))) {
            for (byte[] text = line(in); text != null; text = line(in)) {
                @Nullable RecordedLine line = RecordedLine.parse(text);
                long reached = open == null ? after : open.last();
                if (line == null || line.offset() <= reached || !belongs(line, part)) {
                    break;
                }
                open = open == null ? new OpenPart(copy, line, now) : open;
                open.append(line, text);
            }
        }
        if (open == null) {
            Files.delete(part);
        } else {
            open.rename(part);
        }
        return open;
    }

    private static boolean belongs(RecordedLine line, Path part) {
        return RecordedRange.partName(line.topic(), line.partition()).equals(String.valueOf(part.getFileName()));
    }

    /** The next whole line, or null when there is none. */
    private static byte @Nullable [] line(InputStream in) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
        try {
            for (int b = in.read(); b >= 0 && line.size() < MAX_LINE; b = in.read()) {
                if (b == '\n') {
                    return line.toByteArray();
                }
                line.write(b);
            }
        } catch (IOException cut) {
            return null;
        }
        return null;
    }
}
