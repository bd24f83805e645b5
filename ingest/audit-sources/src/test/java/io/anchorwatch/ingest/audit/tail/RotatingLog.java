// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.tail;

import io.anchorwatch.ingest.audit.AuditLines;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Writes a log as the API server does, and rotates it in all the ways there are. */
final class RotatingLog {

    final Path active;
    final List<String> written = new ArrayList<>();
    private final Path dir;
    private String unfinished = "";
    private int rotations;

    RotatingLog(Path dir) {
        this.dir = dir;
        this.active = dir.resolve("audit.log");
    }

    void write(int lines) throws IOException {
        StringBuilder text = new StringBuilder(unfinished);
        unfinished = "";
        for (int i = 0; i < lines; i++) {
            text.append(nextLine());
        }
        append(text.toString());
    }

    /** Leaves a line half written; the next {@link #write} ends it. */
    void writeHalf() throws IOException {
        if (unfinished.isEmpty()) {
            String line = nextLine();
            append(line.substring(0, line.length() / 2));
            unfinished = line.substring(line.length() / 2);
        }
    }

    /** As the API server: under a name with the time. */
    void rotate() throws IOException {
        write(0);
        if (Files.exists(active)) {
            Files.move(
                    active,
                    dir.resolve(
                            String.format("audit-2026-11-24T00-%02d-%02d.000.log", rotations / 60, rotations % 60)));
            rotations++;
        }
    }

    /** As logrotate: numbers that count up. */
    void rotateNumbered(boolean copy) throws IOException {
        write(0);
        for (int n = 50; n > 0; n--) {
            Path from = dir.resolve("audit.log." + n);
            if (Files.exists(from)) {
                Files.move(from, dir.resolve("audit.log." + (n + 1)));
            }
        }
        if (copy && Files.exists(active)) {
            Files.copy(active, dir.resolve("audit.log.1"), StandardCopyOption.COPY_ATTRIBUTES);
            Files.write(active, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        } else if (Files.exists(active)) {
            Files.move(active, dir.resolve("audit.log.1"));
        }
    }

    void compressOne(Random random) throws IOException {
        List<Path> plain;
        try (Stream<Path> all = Files.list(dir)) {
            plain = all.filter(
                            p -> p.toString().contains("audit-") && p.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
        if (!plain.isEmpty()) {
            Path path = plain.get(random.nextInt(plain.size()));
            try (OutputStream out =
                    new GZIPOutputStream(Files.newOutputStream(dir.resolve(path.getFileName() + ".gz")))) {
                Files.copy(path, out);
            }
            Files.delete(path);
        }
    }

    private String nextLine() {
        String line = AuditLines.event("a" + written.size(), written.size());
        written.add("a" + written.size());
        return line + "\n";
    }

    private void append(String text) throws IOException {
        if (!text.isEmpty()) {
            Files.write(
                    active,
                    text.getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
