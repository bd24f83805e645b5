// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.ingest.audit.AuditLines;
import io.anchorwatch.ingest.event.EventRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTailerTest {

    private static final List<MemoryOutput.Failure> FAILURES = List.of(MemoryOutput.Failure.values());

    @TempDir
    private Path dir;

    private final MemoryOutput output = new MemoryOutput();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private RotatingLog log = new RotatingLog(Path.of("unset"));
    private AuditLogTailer tailer = start(Path.of("unset"));

    @BeforeEach
    void begin() {
        log = new RotatingLog(dir);
        tailer = start(log.active);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyLineComesOnceAndInOrderThroughAStormOfRotationsAndCrashes(long seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            storm(random.nextInt(9), random);
        }
        assertAllPublished();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {31, 32, 33, 34, 35, 36, 37, 38})
    void everyLineComesOnceAndInOrderThroughNumberedRotations(long seed) throws IOException {
        Random random = new Random(seed);
        for (int rotation = 0; rotation < 40; rotation++) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                storm(random.nextInt(6), random);
            }
            log.rotateNumbered(false);
        }
        assertAllPublished();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {41, 42, 43, 44, 45, 46, 47, 48})
    void everyLineComesOnceAndInOrderThroughCopyAndTruncate(long seed) throws IOException {
        Random random = new Random(seed);
        for (int rotation = 0; rotation < 40; rotation++) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                storm(random.nextInt(6), random);
            }
            log.rotateNumbered(true);
            if (random.nextBoolean()) {
                tailer.attempt();
            }
        }
        assertAllPublished();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {51, 52, 53, 54, 55})
    void everyLineComesOnceAndInOrderWhileTheWriterRunsAtTheSameTime(long seed) throws Exception {
        Random random = new Random(seed);
        FutureTask<Integer> writer = new FutureTask<>(() -> {
            for (int round = 0; round < 250; round++) {
                int[] actions = {0, 2, 6, 8, 9, 9, 9, 9};
                storm(actions[random.nextInt(actions.length)], random);
            }
            return log.written.size();
        });
        Thread thread = new Thread(writer, "writer");
        thread.start();
        while (!writer.isDone()) {
            tailer.attempt();
        }
        assertThat(writer.get()).isPositive();
        assertAllPublished();
        assertThat(registry.counter("anchorwatch_tail_positions_lost", "cluster", "c1", "source", "node1")
                        .count())
                .isZero();
    }

    @Test
    void aFileThatComesLaterIsReadFromItsBeginning() throws IOException {
        tailer.attempt();
        log.write(2);
        assertAllPublished();
    }

    @Test
    void aHalfWrittenLineWaitsForItsEnd() throws IOException {
        log.write(1);
        log.writeHalf();
        drain();
        assertThat(published()).containsExactly("a0");
        log.write(1);
        assertAllPublished();
    }

    @Test
    void aTornLineAtTheEndOfAFinishedFileIsADeadLetter() throws IOException {
        log.write(1);
        append(AuditLines.event("torn", 1).substring(0, 100));
        Files.move(log.active, dir.resolve("audit-2026-11-24T00-00-00.000.log"));
        log.write(1);
        drain();
        assertThat(published()).containsExactly("a0", "dead node1/audit-2026-11-24T00-00-00.000.log:2", "a1");
    }

    @Test
    void badAndBlankLinesDoNotStopTheRest() throws IOException {
        log.write(1);
        append("{nonsense\n\n  \r\n");
        log.write(1);
        drain();
        assertThat(published()).containsExactly("a0", "dead node1/audit.log:2", "a1");
        assertEquation();
        assertThat(count("dead_lettered")).isEqualTo(1);
    }

    @Test
    void aLineOverTheLimitIsADeadLetterWithoutItsText() throws IOException {
        append(AuditLines.event("big", 1, "x".repeat(300_000)) + "\n");
        log.write(1);
        drain();
        assertThat(published()).containsExactly("dead node1/audit.log:1", "a0");
        assertThat(new String(output.records.get(0).value(), StandardCharsets.UTF_8))
                .isEqualTo("[300234 bytes withheld]"
                        .replace(
                                "300234",
                                Long.toString(AuditLines.event("big", 1, "x".repeat(300_000))
                                        .length())));
    }

    @Test
    void truncationWithoutACopyIsToldAndTheNewLinesAreRead() throws IOException {
        log.write(3);
        drain();
        Files.write(log.active, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        log.write(2);
        assertAllPublished();
        assertThat(registry.counter("anchorwatch_tail_truncations", "cluster", "c1", "source", "node1")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aReplacedFileOfTheSameSizeIsNoticed() throws IOException {
        log.write(3);
        drain();
        Files.writeString(log.active, Files.readString(log.active).replace("\"auditID\":\"a", "\"auditID\":\"b"));
        drain();
        assertThat(published()).containsExactly("a0", "a1", "a2", "b0", "b1", "b2");
    }

    @Test
    void whenThePositionIsGoneTheFilesThatCannotBeOlderAreRead() throws IOException {
        log.write(2);
        log.rotate();
        log.write(2);
        drain();
        Files.delete(log.active);
        log.write(2);
        log.rotate();
        log.write(1);
        tailer = start(log.active);
        assertAllPublished();
        assertThat(registry.counter("anchorwatch_tail_positions_lost", "cluster", "c1", "source", "node1")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void theOutcomeOfACommitInDoubtIsReadBackAndCountedRight() throws IOException {
        log.write(5);
        output.next = MemoryOutput.Failure.AFTER_COMMIT;
        drain();
        assertThat(count("given_back")).isZero();
        assertThat(count("published")).isEqualTo(5);
        output.next = MemoryOutput.Failure.BEFORE_COMMIT;
        log.write(5);
        assertAllPublished();
        assertThat(count("given_back")).isPositive();
        assertEquation();
    }

    private void storm(int action, Random random) throws IOException {
        switch (action) {
            case 0, 1 -> log.write(random.nextInt(30));
            case 2 -> log.writeHalf();
            case 3 -> {
                if (random.nextBoolean()) {
                    drain();
                } else {
                    tailer.attempt();
                }
            }
            case 4 -> {
                output.next = FAILURES.get(random.nextInt(FAILURES.size()));
                tailer.attempt();
                output.next = MemoryOutput.Failure.NONE;
            }
            case 5 -> tailer = start(log.active);
            case 6, 7 -> log.rotate();
            case 9 -> {
                log.write(1);
                log.rotate();
            }
            default -> log.compressOne(random);
        }
    }

    private void assertAllPublished() throws IOException {
        log.write(1);
        drain();
        assertThat(published()).isEqualTo(log.written);
    }

    private void assertEquation() {
        assertThat(count("read")).isEqualTo(count("published") + count("dead_lettered") + count("given_back"));
    }

    private double count(String what) {
        return registry.counter("anchorwatch_tail_lines_" + what, "cluster", "c1", "source", "node1")
                .count();
    }

    private void drain() {
        int idle = 0;
        while (idle < 3) {
            int before = output.records.size();
            tailer.attempt();
            idle = output.records.size() == before ? idle + 1 : 0;
        }
    }

    private List<String> published() {
        return output.records.stream().map(AuditLogTailerTest::name).toList();
    }

    private static String name(EventRecord record) {
        return LineRecords.isDeadLetter(record)
                ? "dead " + record.headers().get("anchorwatch_origin")
                : record.key().substring("c1/".length());
    }

    private AuditLogTailer start(Path file) {
        TailOptions defaults = TailOptions.of("c1", "node1", file, Map.of());
        TailOptions options = new TailOptions(
                "c1", "node1", file, Map.of(), 7, 1 << 20, 200_000, defaults.pollInterval(), defaults.limits());
        return new AuditLogTailer(options, output, registry, InstantSource.fixed(AuditLines.START), new Random(1));
    }

    private void append(String text) throws IOException {
        Files.writeString(log.active, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
