// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.recording.RecordedLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a recording are complete or taken in by the next who writes; names alone say how far it is. */
final class RecordingFolderTest {

    private static final String TOPIC = EventTopics.AUDIT;
    private static final RecordingLimits SMALL =
            new RecordingLimits(1, Duration.ofHours(1), Long.MAX_VALUE, RecordingLimits.DEFAULT.keepFor());

    private final Random random = new Random(5);
    private final List<RecordedFileInfo> completed = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T00:00:00Z");

    @TempDir
    private Path folder;

    private RecordingFolder open(RecordingLimits limits) throws IOException {
        return RecordingFolder.open(folder, limits, () -> now, completed::add);
    }

    /** What does not compress: a frame ends after some twenty of them. */
    private RecordedLine line(int partition, long offset) {
        byte[] noise = new byte[50_000];
        random.nextBytes(noise);
        return new RecordedLine(
                "id" + offset, "prod", EventTopics.AUDIT_TYPE, "", "", "", "k", TOPIC, partition, offset, noise);
    }

    private static void append(RecordingFolder recording, List<RecordedLine> lines) throws IOException {
        for (RecordedLine line : lines) {
            recording.append(line);
        }
    }

    private List<RecordedLine> lines(int partition, long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(offset -> line(partition, offset))
                .toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static String name(int partition, long first, long last) {
        return new RecordedRange(TOPIC, partition, first, last).fileName();
    }

    @Test
    void names_say_what_is_in_a_file() throws IOException {
        try (RecordingFolder recording = open(RecordingLimits.DEFAULT)) {
            append(recording, lines(0, 7, 9));
            append(recording, lines(1, 0, 0));
            assertThat(names()).allMatch(name -> name.endsWith(".part"));
            recording.complete();
        }
        assertThat(names())
                .containsExactly(
                        "anchorwatch.audit-0-000000000000000007-000000000000000009.jsonl.zst",
                        "anchorwatch.audit-1-000000000000000000-000000000000000000.jsonl.zst");
        try (RecordingFolder again = open(RecordingLimits.DEFAULT)) {
            assertThat(again.last(TOPIC, 0)).isEqualTo(OptionalLong.of(9));
            assertThat(again.last(TOPIC, 2)).isEmpty();
        }
    }

    @Test
    void a_file_ends_when_it_is_large_or_old() throws IOException {
        try (RecordingFolder recording = open(SMALL)) {
            append(recording, lines(0, 0, 60));
            assertThat(completed).hasSizeGreaterThan(1);
            int full = completed.size();
            now = now.plus(Duration.ofMinutes(59));
            recording.tick();
            assertThat(completed).hasSize(full + (recording.last(TOPIC, 0).isEmpty() ? 1 : 0));
            recording.complete();
        }
        completed.clear();
        try (RecordingFolder recording =
                open(new RecordingLimits(1L << 30, Duration.ofHours(1), 1L << 40, Duration.ofDays(1)))) {
            recording.append(line(0, 61));
            now = now.plus(Duration.ofMinutes(59));
            recording.tick();
            assertThat(completed).isEmpty();
            now = now.plus(Duration.ofMinutes(1));
            recording.tick();
            assertThat(completed).hasSize(1);
        }
    }

    @Test
    void what_an_interrupted_recorder_left_is_taken_in_and_written_on() throws IOException {
        List<RecordedLine> lines = lines(0, 0, 59);
        try (RecordingFolder interrupted = open(RecordingLimits.DEFAULT)) {
            append(interrupted, lines);
        }
        Path part = folder.resolve(RecordedRange.partName(TOPIC, 0));
        assertThat(part).exists();
        long reached;
        try (RecordingFolder again = open(RecordingLimits.DEFAULT)) {
            reached = again.last(TOPIC, 0).orElse(-1);
            // Two frames are whole; what had not become one is read again.
            assertThat(reached).isBetween(20L, 59L);
            append(again, lines.subList((int) reached + 1, lines.size()));
            again.complete();
        }
        assertThat(names()).containsExactly(name(0, 0, 59));
        assertThat(Recorded.lines(folder.resolve(name(0, 0, 59))))
                .extracting(line -> HexFormat.of().formatHex(line.encode()))
                .containsExactlyElementsOf(lines.stream()
                        .map(line -> HexFormat.of().formatHex(line.encode()))
                        .toList());
    }

    @Test
    void of_a_cut_part_all_but_its_last_frame_is_taken_in() throws IOException {
        List<RecordedLine> lines = lines(0, 0, 99);
        try (RecordingFolder interrupted = open(RecordingLimits.DEFAULT)) {
            append(interrupted, lines);
        }
        Path part = folder.resolve(RecordedRange.partName(TOPIC, 0));
        byte[] whole = Files.readAllBytes(part);
        for (int cut : new int[] {0, 3, whole.length / 2, whole.length - 1}) {
            Files.write(part, Arrays.copyOf(whole, cut));
            try (RecordingFolder again = open(RecordingLimits.DEFAULT)) {
                long reached = again.last(TOPIC, 0).orElse(-1);
                // Lines are random bytes: the size says how many there can be.
                assertThat(reached).isBetween(cut / 50_000L - 42, (long) cut / 50_000);
            }
            Files.deleteIfExists(part);
        }
    }

    @Test
    void a_part_that_holds_what_a_complete_file_holds_gives_nothing_twice() throws IOException {
        List<RecordedLine> lines = lines(0, 0, 59);
        try (RecordingFolder interrupted = open(RecordingLimits.DEFAULT)) {
            append(interrupted, lines);
        }
        Files.createFile(folder.resolve(name(0, 0, 200)));
        try (RecordingFolder again = open(RecordingLimits.DEFAULT)) {
            assertThat(again.last(TOPIC, 0)).isEqualTo(OptionalLong.of(200));
        }
        assertThat(names()).containsExactly(name(0, 0, 200));
    }

    @Test
    void only_recorded_files_are_deleted_and_never_the_last_of_a_partition() throws IOException {
        List<String> others = List.of(
                "notes.txt",
                "audit.log",
                "anchorwatch.audit-0-1-2.jsonl.zst",
                "anchorwatch.audit-0-000000000000000001-000000000000000002.jsonl.zst.bak");
        for (String other : others) {
            Files.writeString(folder.resolve(other), "mine");
        }
        Path elsewhere = Files.createDirectory(folder.resolve(name(4, 0, 1)));
        try (RecordingFolder recording = open(new RecordingLimits(1, Duration.ofHours(1), 1, Duration.ofDays(1)))) {
            append(recording, lines(0, 0, 120));
            append(recording, lines(1, 0, 25));
            recording.complete();
            assertThat(recording.deleted()).isPositive();
        }
        assertThat(names()).containsAll(others);
        assertThat(elsewhere).exists();
        assertThat(names())
                .filteredOn(name -> name.startsWith("anchorwatch.audit-0-0") && name.endsWith(".zst"))
                .hasSize(1)
                .allMatch(name -> name.contains("-000000000000000120."));
    }

    @Test
    void files_are_deleted_when_they_are_old() throws IOException {
        RecordingLimits day = new RecordingLimits(1, Duration.ofHours(1), Long.MAX_VALUE, Duration.ofDays(1));
        try (RecordingFolder recording = open(day)) {
            append(recording, lines(0, 0, 25));
            recording.complete();
            for (RecordedFileInfo file : completed) {
                Files.setLastModifiedTime(file.path(), FileTime.from(now.minus(Duration.ofHours(23))));
            }
            append(recording, lines(0, 26, 51));
            recording.complete();
            assertThat(recording.deleted()).isZero();
            now = now.plus(Duration.ofHours(2));
            append(recording, lines(0, 52, 53));
            recording.complete();
            assertThat(recording.deleted()).isPositive();
        }
    }

    @Test
    void a_folder_is_for_one_recorder() throws IOException {
        try (RecordingFolder first = open(RecordingLimits.DEFAULT)) {
            assertThat(first.last(TOPIC, 0)).isEmpty();
            assertThatThrownBy(() -> open(RecordingLimits.DEFAULT))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageContaining("in use by another recorder");
        }
        open(RecordingLimits.DEFAULT).close();
    }

    @Test
    void records_of_another_kafka_are_told() throws IOException {
        assertThat(RecordingOrigin.check(folder, Map.of("kafka", "one", "t", "1")))
                .isEmpty();
        assertThat(RecordingOrigin.check(folder, Map.of("kafka", "one", "u", "2")))
                .isEmpty();
        assertThat(RecordingOrigin.check(folder, Map.of("kafka", "one", "t", "2")))
                .contains("t");
        assertThat(RecordingOrigin.check(folder, Map.of("kafka", "two"))).contains("kafka");
        assertThat(Files.readString(folder.resolve(".origin"), UTF_8)).isEqualTo("kafka=one\nt=1\nu=2\n");
    }
}
