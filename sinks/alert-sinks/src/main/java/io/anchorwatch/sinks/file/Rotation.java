// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * What becomes of a full file: {@code alerts.ndjson} is renamed to {@code alerts.ndjson.20260301T093000Z-0}, compressed to the
 * same name with {@code .gz}, and the oldest beyond the number to keep are deleted. Names sort by age. A crash at any point
 * leaves whole files: the next call ends what was begun.
 */
final class Rotation {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path path;
    private final int keep;
    private final Pattern rotated;

    Rotation(Path path, int keep) {
        this.path = path;
        this.keep = keep;
        rotated = Pattern.compile(Pattern.quote(path.getFileName() + ".") + "[0-9]{8}T[0-9]{6}Z-[0-9]{6}(\\.gz)?");
    }

    /** Moves the file, closed by now, out of the way. */
    void rename(Instant now) throws IOException {
        String stamp = path.getFileName() + "." + STAMP.format(now) + "-";
        int number = 0;
        Path target = path.resolveSibling(stamp + "%06d".formatted(number));
        while (Files.exists(target) || Files.exists(zipped(target))) {
            number++;
            target = path.resolveSibling(stamp + "%06d".formatted(number));
        }
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        LogFile.forceDirectory(path);
    }

    /** Compresses what is rotated and not yet compressed, and deletes what is too old. */
    void tidy() throws IOException {
        for (Path file : rotatedFiles()) {
            if (!file.toString().endsWith(".gz")) {
                compress(file);
            }
        }
        List<Path> files = rotatedFiles();
        for (Path old : files.subList(0, Math.max(0, files.size() - keep))) {
            Files.deleteIfExists(old);
        }
    }

    private List<Path> rotatedFiles() throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        if (directory == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file ->
                            rotated.matcher(String.valueOf(file.getFileName())).matches())
                    .sorted()
                    .toList();
        }
    }

    private static void compress(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".gz.part");
        Files.deleteIfExists(part);
        // A new file under the same mode as the one it replaces.
        try (LogFile made = LogFile.open(part, Instant.EPOCH)) {
            made.force();
        }
        try (FileOutputStream raw = new FileOutputStream(part.toFile());
                OutputStream zip = new GZIPOutputStream(new BufferedOutputStream(raw))) {
            Files.copy(file, zip);
            ((GZIPOutputStream) zip).finish();
            zip.flush();
            raw.getFD().sync();
        }
        Files.move(part, zipped(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        LogFile.forceDirectory(file);
        Files.delete(file);
    }

    private static Path zipped(Path file) {
        return file.resolveSibling(file.getFileName() + ".gz");
    }
}
