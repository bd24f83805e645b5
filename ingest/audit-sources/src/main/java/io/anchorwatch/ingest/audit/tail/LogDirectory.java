// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.tail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The log and its rotated predecessors, oldest first, the active file last.
 *
 * <p>Knows the names of the API server's own rotation ({@code audit-2026-11-24T00-00-00.000.log}), and
 * {@code audit.log.1} or {@code audit.log-20261124} of logrotate, each maybe with {@code .gz}.
 */
final class LogDirectory {

    private static final Pattern NUMBER = Pattern.compile("\\.(\\d{1,9})$");

    private final Path active;
    private final Path directory;
    private final Pattern rotated;

    LogDirectory(Path active) {
        this.active = active.toAbsolutePath();
        this.directory = this.active.resolveSibling("");
        String name = String.valueOf(active.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        String suffix = dot < 0 ? "" : name.substring(dot);
        this.rotated = Pattern.compile(Pattern.quote(stem) + "-\\d[\\dT:.-]*" + Pattern.quote(suffix)
                + "(-\\d+)?(\\.gz)?|" + Pattern.quote(name) + "[.-]\\d[\\d.-]*(\\.gz)?");
    }

    /**
     * What is there now. Names and identities are not read at one moment, so it looks again until nothing has moved:
     * else two rotations in between could hide a file.
     */
    List<LogFile> list() throws IOException {
        List<LogFile> before = look();
        for (List<LogFile> now = look(); !sameFiles(before, now); now = look()) {
            before = now;
        }
        return before;
    }

    /** Whether both lists hold the same files under the same names. */
    static boolean sameFiles(List<LogFile> one, List<LogFile> other) {
        return one.stream()
                .map(f -> f.path() + "\n" + f.key())
                .toList()
                .equals(other.stream().map(f -> f.path() + "\n" + f.key()).toList());
    }

    /** A file that is there plain and compressed is listed plain: the copy may be unfinished. */
    private List<LogFile> look() throws IOException {
        List<LogFile> files = new ArrayList<>();
        for (Path path : candidates()) {
            try {
                files.add(LogFile.of(path));
            } catch (NoSuchFileException e) {
                // Renamed or removed since it was listed; the next look tells.
            }
        }
        Set<String> plain = new HashSet<>();
        files.stream().filter(f -> !f.compressed()).forEach(f -> plain.add(f.base()));
        files.removeIf(f -> f.compressed() && plain.contains(f.base()));
        files.sort(Comparator.comparing(this::isActive)
                .thenComparing(f -> -number(f.base()))
                .thenComparing(LogFile::base));
        return files;
    }

    boolean isActive(LogFile file) {
        return file.path().equals(active);
    }

    /** Whether a rotated file of that name was written before one of the other; only timestamps tell for sure. */
    static boolean isBefore(String base, String other) {
        return number(base) < 0 && number(other) < 0 && base.compareTo(other) < 0;
    }

    private List<Path> candidates() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(p -> p.equals(active)
                            || rotated.matcher(String.valueOf(p.getFileName())).matches())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** The number of logrotate's scheme, which grows with age, or -1. */
    private static int number(String base) {
        Matcher matcher = NUMBER.matcher(base);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }
}
