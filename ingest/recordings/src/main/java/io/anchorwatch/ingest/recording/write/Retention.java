// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Deletes the oldest complete files beyond the limits. Touches nothing but files whose names are those of a recording, and
 * never the last of a partition: that one says where to go on.
 */
final class Retention {

    private final Path folder;
    private final RecordingLimits limits;
    private long deleted;

    Retention(Path folder, RecordingLimits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    private record Kept(Path path, RecordedRange range, Instant completed, long bytes) {}

    void apply(Instant now) throws IOException {
        if (limits.keepBytes() == RecordingLimits.DEFAULT.keepBytes()
                && limits.keepFor().equals(RecordingLimits.DEFAULT.keepFor())) {
            return;
        }
        List<Kept> files = files();
        Map<String, Long> lastOf = new HashMap<>();
        files.forEach(file -> lastOf.merge(partition(file), file.range().last(), Math::max));
        long bytes = files.stream().mapToLong(Kept::bytes).sum();
        Instant oldest = now.minus(limits.keepFor());
        for (Kept file : files) {
            boolean isLast = file.range().last() == lastOf.getOrDefault(partition(file), -1L);
            if (!isLast && (bytes > limits.keepBytes() || file.completed().isBefore(oldest))) {
                Files.delete(file.path());
                deleted++;
                bytes -= file.bytes();
            }
        }
    }

    long deleted() {
        return deleted;
    }

    private static String partition(Kept file) {
        return RecordedRange.partName(file.range().topic(), file.range().partition());
    }

    /** The oldest first. */
    private List<Kept> files() throws IOException {
        List<Kept> kept = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path path : all.toList()) {
                Optional<RecordedRange> range = RecordedRange.of(String.valueOf(path.getFileName()));
                if (range.isPresent() && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    Instant completed = Files.getLastModifiedTime(path).toInstant();
                    kept.add(new Kept(path, range.get(), completed, Files.size(path)));
                }
            }
        }
        kept.sort(Comparator.comparing(Kept::completed)
                .thenComparing(file -> file.range().first()));
        return kept;
    }
}
