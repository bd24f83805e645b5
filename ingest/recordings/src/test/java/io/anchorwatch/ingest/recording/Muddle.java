// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import static io.anchorwatch.ingest.recording.AuditLines.event;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Recordings as they come: several files, packed or not, out of order, with repeats, late events, lists and rubbish. */
final class Muddle {

    private static final int SECONDS = 600;

    private final Random random;
    private final Path folder;

    Muddle(long seed, Path folder) {
        this.random = new Random(seed);
        this.folder = folder;
    }

    /** Writes the files. */
    List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        int count = 2 + random.nextInt(4);
        for (int file = 0; file < count; file++) {
            List<String> lines = lines(file);
            byte[] text =
                    (String.join("\n", lines) + (random.nextBoolean() ? "\n" : "")).getBytes(StandardCharsets.UTF_8);
            files.add(write("file-" + file, text));
        }
        Path document = folder.resolve("laid-out.json");
        Files.writeString(document, "{\n\"kind\": \"EventList\", \"items\": [\n" + event("in-document", 10) + "\n]}\n");
        files.add(document);
        Path cut = folder.resolve("cut.gz");
        byte[] whole = gzip(String.join("\n", lines(99)).getBytes(StandardCharsets.UTF_8));
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        files.add(cut);
        return files;
    }

    private List<String> lines(int file) {
        List<String> lines = new ArrayList<>();
        int count = 200 + random.nextInt(400);
        for (int i = 0; i < count; i++) {
            long second = (long) i * SECONDS / count;
            long away = random.nextInt(20) == 0 ? -random.nextInt(200) : random.nextInt(40);
            String line = event("f" + file + "-" + random.nextInt(count), second + away, padding());
            switch (random.nextInt(40)) {
                case 0 -> lines.add("{rubbish " + i);
                case 1 -> lines.add("");
                case 2 -> lines.add("{\"kind\":\"EventList\",\"items\":[" + line + "," + line + ",{}]}");
                case 3 -> lines.addAll(List.of(line, line));
                default -> lines.add(line);
            }
        }
        return lines;
    }

    private String padding() {
        return "x".repeat(random.nextInt(50) == 0 ? 100_000 : random.nextInt(500));
    }

    private Path write(String name, byte[] text) throws IOException {
        return switch (random.nextInt(3)) {
            case 0 -> Files.write(folder.resolve(name + ".gz"), gzip(text));
            case 1 -> Files.write(folder.resolve(name + ".zst"), Zstd.compress(text));
            default -> Files.write(folder.resolve(name + ".log"), text);
        };
    }

    private static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text);
        }
        return out.toByteArray();
    }
}
