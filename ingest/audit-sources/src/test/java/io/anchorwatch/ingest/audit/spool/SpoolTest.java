// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorwatch.ingest.event.EventRecord;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T00:00:00Z"), ZoneOffset.UTC);
    private static final long ROOMY = 64 << 20;

    @TempDir
    private Path dir;

    private static EventRecord entry(String key) {
        return new EventRecord(
                "topic",
                key,
                Map.of("a", "ä", "b", ""),
                Instant.parse("1969-12-31T23:59:59.123456789Z"),
                ("value of " + key).getBytes(StandardCharsets.UTF_8));
    }

    private static List<EventRecord> entries(String prefix, int count) {
        return Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> entry(prefix + i))
                .toList();
    }

    private static List<String> drain(Spool spool, int atATime) {
        List<String> keys = new ArrayList<>();
        while (!spool.isEmpty()) {
            Spool.Head head = spool.head(atATime, 1 << 20);
            head.records().forEach(r -> keys.add(r.key()));
            spool.remove(head);
        }
        return keys;
    }

    @Test
    void givesBackWhatWasPutIn() throws Exception {
        try (Spool spool = Spool.open(dir, ROOMY, CLOCK)) {
            spool.append(List.of(entry("k")));
            EventRecord found = spool.head(10, 1000).records().get(0);
            assertThat(found).usingRecursiveComparison().isEqualTo(entry("k"));
        }
    }

    @Test
    void keepsOrderAcrossReopening() throws Exception {
        try (Spool spool = Spool.open(dir, ROOMY, CLOCK)) {
            spool.append(entries("a", 5));
            spool.append(entries("b", 5));
            Spool.Head head = spool.head(3, 1000);
            spool.remove(head);
        }
        try (Spool spool = Spool.open(dir, ROOMY, CLOCK)) {
            assertThat(spool.records()).isEqualTo(7);
            assertThat(spool.bytes()).isPositive();
            spool.append(entries("c", 2));
            assertThat(drain(spool, 4)).containsExactly("a3", "a4", "b0", "b1", "b2", "b3", "b4", "c0", "c1");
            assertThat(spool.bytes()).isZero();
            spool.append(entries("d", 1));
            assertThat(drain(spool, 4)).containsExactly("d0");
        }
    }

    @Test
    void losesNothingToConcurrentWritersAndADrainer() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Spool spool = Spool.open(dir, ROOMY, CLOCK)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int w = 0; w < 8; w++) {
                String prefix = "w" + w + "-";
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        spool.append(List.of(entry(prefix + i)));
                    }
                    return prefix;
                }));
            }
            List<String> keys = new ArrayList<>();
            while (writers.stream().anyMatch(w -> !w.isDone())) {
                keys.addAll(drain(spool, 7));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            keys.addAll(drain(spool, 7));
            assertThat(keys).hasSize(400).doesNotHaveDuplicates();
            assertThat(keys.stream().filter(k -> k.startsWith("w3-")))
                    .containsExactlyElementsOf(
                            entries("w3-", 50).stream().map(EventRecord::key).toList());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void refusesWhenFullAndTakesAgainOnceThereIsRoom() throws Exception {
        try (Spool spool = Spool.open(dir, 1000, CLOCK)) {
            spool.append(entries("a", 9));
            assertThatThrownBy(() -> spool.append(entries("b", 9)))
                    .isInstanceOf(SpoolRefusedException.class)
                    .hasMessageContaining("is full")
                    .hasMessageContaining(dir.toString());
            assertThat(drain(spool, 100)).hasSize(9);
            spool.append(entries("b", 9));
            assertThat(drain(spool, 100)).hasSize(9);
        }
    }

    @Test
    void tellsTheAgeOfItsOldestRecord() throws Exception {
        try (Spool spool = Spool.open(dir, ROOMY, CLOCK)) {
            assertThat(spool.oldestAge()).isZero();
            spool.append(entries("a", 1));
        }
        try (Spool spool = Spool.open(dir, ROOMY, Clock.offset(CLOCK, Duration.ofMinutes(7)))) {
            assertThat(spool.oldestAge()).isEqualTo(Duration.ofMinutes(7));
        }
    }

    @Test
    void refusesADamagedStoreAndSaysWhy() throws Exception {
        try (Spool spool = Spool.open(dir, ROOMY, CLOCK)) {
            for (int i = 0; i < 200; i++) {
                spool.append(entries("batch" + i, 5));
            }
        }
        Path wal = largest(".log");
        try (RandomAccessFile file = new RandomAccessFile(wal.toFile(), "rw")) {
            file.seek(file.length() / 2);
            file.write("damage damage damage".getBytes(StandardCharsets.UTF_8));
        }
        try (Spool spool = Spool.open(dir, ROOMY, CLOCK)) {
            assertThat(spool.problem().orElse("")).contains(dir.toString()).contains("cannot be opened");
            assertThatThrownBy(() -> spool.append(entries("new", 1)))
                    .isInstanceOf(SpoolRefusedException.class)
                    .hasMessageContaining("move it away");
        }
    }

    @Test
    void toleratesHalfARecordAtTheEnd() throws Exception {
        try (Spool spool = Spool.open(dir, ROOMY, CLOCK)) {
            spool.append(entries("whole", 5));
        }
        Path wal = largest(".log");
        try (RandomAccessFile file = new RandomAccessFile(wal.toFile(), "rw")) {
            file.seek(file.length());
            file.write(new byte[] {1, 2, 3, 4, 50, 0, 1, 9, 9});
        }
        try (Spool spool = Spool.open(dir, ROOMY, CLOCK)) {
            assertThat(spool.problem()).isEmpty();
            assertThat(drain(spool, 100)).hasSize(5);
        }
    }

    @Test
    void healsOnceTheDirectoryIsUsableAgain() throws Exception {
        Path blocked = Files.createFile(dir.resolve("spool"));
        try (Spool spool = Spool.open(blocked, ROOMY, CLOCK)) {
            assertThat(spool.problem()).isPresent();
            spool.heal();
            assertThat(spool.problem()).isPresent();
            Files.delete(blocked);
            spool.heal();
            assertThat(spool.problem()).isEmpty();
            spool.append(entries("a", 1));
            assertThat(drain(spool, 1)).containsExactly("a0");
        }
    }

    private Path largest(String suffix) throws Exception {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(f -> f.toString().endsWith(suffix))
                    .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
                    .orElseThrow();
        }
    }
}
