// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import static io.anchorwatch.ingest.recording.AuditLines.START;
import static io.anchorwatch.ingest.recording.AuditLines.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.anchorwatch.ingest.event.AuditEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReplayTest {

    private static final ReplayOptions OPTIONS = ReplayOptions.of("c1");

    @TempDir
    private Path dir;

    @Test
    void plainGzipAndZstdFilesGiveTheSame() throws IOException {
        byte[] text = text(event("a", 1), event("b", 2));
        for (byte[] content : List.of(text, gzip(text), Zstd.compress(text))) {
            assertThat(replay(write("x", content))).containsExactly("a", "b");
        }
    }

    @Test
    void listsAndWrappedListsAreTakenApart() throws IOException {
        String list = "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"items\":[" + event("b", 2) + " , "
                + event("a", 1) + "]}";
        String wrapped =
                "{\"receivedAt\":1.5,\"body\":" + list.replace("\"a\"", "\"c\"").replace("\"b\"", "\"d\"") + "}";
        assertThat(replay(write("x", text(list, wrapped, event("e", 3)))))
                .containsExactlyInAnyOrder("a", "c", "b", "d", "e");
    }

    @Test
    void aListLaidOutOverManyLinesIsOneDocument() throws IOException {
        assertThat(replay(write("x", text("{", "\"items\":[", event("a", 1) + ",", event("b", 2), "]}"))))
                .containsExactly("a", "b");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theOrderWithinTheLatenessDependsOnTheEventsAlone(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            lines.add(event("a" + random.nextInt(100), i / 10));
        }
        List<String> expected = replay(write("x", text(lines.toArray(String[]::new))));
        Collections.shuffle(lines, random);
        int cut = 1 + random.nextInt(298);
        write("d/audit-2.log", gzip(text(lines.subList(0, cut).toArray(String[]::new))));
        write("d/audit-1.log", text(lines.subList(cut, 300).toArray(String[]::new)));
        assertThat(replay(dir.resolve("d"))).isEqualTo(expected).hasSize(300);
    }

    @Test
    void whatIsLaterThanTheLatenessComesAnywayAndIsMarked() throws IOException {
        Path file = write("x", text(event("a", 100), event("b", 39), event("c", 40), event("d", 200)));
        try (EventReplay replay = EventReplay.open(List.of(file), OPTIONS, Pacer.unpaced())) {
            assertThat(drain(replay)).containsExactly("b late at 40 s", "c", "a", "d");
            assertThat(replay.progress()).isEqualTo(new ReplayProgress(Files.size(file), Files.size(file), 4, 1, 0, 0));
        }
    }

    @Test
    void rotatedFilesFollowEachOtherByTheirTimesWhateverTheirNames() throws IOException {
        write("d/audit.log.1", text(event("c", 7200)));
        write("d/audit.log.2.gz", gzip(text(event("a", 0), event("b", 3600))));
        write("d/audit.log", text(event("d", 10800)));
        write("d/.hidden.log", text(event("no", 1)));
        write("d/readme.md", text("no"));
        assertThat(replay(dir.resolve("d"))).containsExactly("a", "b", "c", "d");
    }

    @Test
    void badLinesAreToldAndStopNothing() throws IOException {
        Path file = write("x.jsonl", text(event("a", 1), "{nonsense", "", "[]", event("b", 2)));
        assertThat(replay(file))
                .containsExactly(file + ":2 not one JSON value", file + ":4 the event is not a JSON object", "a", "b");
    }

    @Test
    void aTruncatedFileGivesWhatCanBeReadAndSaysWhereItEnds() throws IOException {
        byte[] whole = gzip(text(noise(500)));
        for (byte[] torn : List.of(Arrays.copyOf(whole, whole.length / 2), Arrays.copyOf(whole, whole.length - 4))) {
            List<String> items = replay(write("x.gz", torn));
            assertThat(items).hasSizeBetween(100, 501).contains("a0", "a1");
            assertThat(items.stream().filter(i -> i.contains("the file is damaged after " + torn.length + " bytes")))
                    .hasSize(1);
        }
    }

    @Test
    void aTruncatedZstdFileGivesWhatCanBeReadAndSaysWhereItEnds() throws IOException {
        byte[] whole = Zstd.compress(text(noise(5_000)));
        List<String> items = replay(write("x.zst", Arrays.copyOf(whole, whole.length / 2)));
        assertThat(items)
                .hasSizeBetween(100, 5_000)
                .contains("a0", "a1")
                .anyMatch(i -> i.contains("the file is damaged after"));
    }

    @Test
    void aLineOverTheLimitIsABadLine() throws IOException {
        Path file = write("x", text(event("a", 1), event("big", 2, "x".repeat(100_000)), event("b", 3)));
        try (EventReplay replay = EventReplay.open(List.of(file), OPTIONS.withMaxLineBytes(1000), Pacer.unpaced())) {
            assertThat(drain(replay)).hasSize(3).contains("a", "b").anyMatch(i -> i.contains(":2 the line has 100"));
        }
    }

    @Test
    void fromIsInclusiveAndToExclusive() throws IOException {
        Path file = write("x", text(event("a", 1), event("b", 2), event("c", 3), event("d", 4)));
        ReplayOptions part = OPTIONS.between(START.plusSeconds(2), START.plusSeconds(4));
        try (EventReplay replay = EventReplay.open(List.of(file), part, Pacer.unpaced())) {
            assertThat(drain(replay)).containsExactly("b", "c");
            assertThat(replay.progress().outOfRange()).isEqualTo(2);
        }
    }

    @Test
    void eventTimeRunsAsFastAsAsked() throws IOException {
        Path file = write("x", text(event("a", 0), event("b", 10), event("c", 30)));
        Instant[] now = {Instant.EPOCH};
        List<Duration> slept = new ArrayList<>();
        Pacer pacer = Pacer.scaled(10, () -> now[0], d -> {
            slept.add(d);
            now[0] = now[0].plus(d);
        });
        try (EventReplay replay = EventReplay.open(List.of(file), OPTIONS, pacer)) {
            assertThat(drain(replay)).containsExactly("a", "b", "c");
        }
        assertThat(slept).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> replay(dir.resolve("gone")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gone: no such file");
    }

    private List<String> replay(Path... inputs) throws IOException {
        try (EventReplay replay = EventReplay.open(List.of(inputs), OPTIONS, Pacer.unpaced())) {
            return drain(replay);
        }
    }

    private static List<String> drain(EventReplay replay) {
        List<String> seen = new ArrayList<>();
        while (replay.hasNext()) {
            ReplayItem item = replay.next();
            if (item instanceof ReplayItem.Event e) {
                seen.add(((AuditEvent) e.event()).auditId() + late(e));
            } else {
                ReplayItem.BadLine bad = (ReplayItem.BadLine) item;
                seen.add(bad.file() + ":" + bad.line() + " " + bad.reason().replaceFirst(":.*", ""));
            }
        }
        return seen;
    }

    private static String late(ReplayItem.Event event) {
        return event.late()
                ? " late at " + Duration.between(START, event.clock()).toSeconds() + " s"
                : event.clock().equals(event.event().time()) ? "" : " with a clock of its own";
    }

    /** Lines that do not compress well. */
    private static String[] noise(int lines) {
        Random random = new Random(7);
        String[] all = new String[lines];
        for (int i = 0; i < lines; i++) {
            all[i] = event("a" + i, i / 10, Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()));
        }
        return all;
    }

    private Path write(String name, byte[] content) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    private static byte[] text(String... lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text);
        }
        return out.toByteArray();
    }
}
