// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any number of threads, and a replay that goes on where another was, give the same. */
final class ReadAheadTest {

    private static final Path WATCHED = Path.of("../../deploy/examples/incident-watch.jsonl.gz");

    @TempDir
    private Path dir;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("anchorwatch.replay.seeds", 2));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyNumberOfThreadsGivesTheSame(long seed) throws IOException {
        List<Path> files = files(seed);
        for (ReplayOptions options : options()) {
            List<String> alone = read(files, options, 1);
            assertThat(alone).hasSizeGreaterThan(300);
            assertThat(read(files, options, 2)).isEqualTo(alone);
            assertThat(read(files, options, 5)).isEqualTo(alone);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aReplayGoesOnWhereAnotherWas(long seed) throws IOException {
        List<Path> files = files(seed);
        Random random = new Random(seed);
        for (ReplayOptions options : options().subList(0, 2)) {
            List<String> whole = read(files, options, 1);
            List<String> pieces = new ArrayList<>();
            byte[] saved = {};
            do {
                saved = some(files, options, random, saved, pieces);
            } while (saved.length > 0);
            assertThat(pieces).isEqualTo(whole);
        }
    }

    /** Reads on for a while; what it returns is empty at the end. */
    private static byte[] some(List<Path> files, ReplayOptions options, Random random, byte[] saved, List<String> into)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workers workers = new Workers(1 + random.nextInt(3));
                DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved));
                EventReplay replay = saved.length == 0
                        ? EventReplay.open(files, options, Pacer.unpaced(), workers)
                        : EventReplay.resume(files, options, Pacer.unpaced(), workers, in)) {
            for (int left = random.nextInt(2_500); left > 0; left--) {
                if (!replay.hasNext()) {
                    into.add(counts(replay.progress()));
                    return new byte[0];
                }
                into.add(text(replay.next()));
            }
            replay.write(new DataOutputStream(bytes));
        }
        return bytes.toByteArray();
    }

    @Test
    void nothingIsSavedBetweenAnItemAndItsTaking() throws IOException {
        try (EventReplay replay = EventReplay.open(List.of(WATCHED), ReplayOptions.of("c"), Pacer.unpaced())) {
            assertThat(replay.hasNext()).isTrue();
            assertThatThrownBy(() -> replay.write(new DataOutputStream(new ByteArrayOutputStream())))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void anInterruptEndsIt() throws IOException {
        try (Workers workers = new Workers(2);
                EventReplay replay = EventReplay.open(files(1), ReplayOptions.of("c"), Pacer.unpaced(), workers)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> replay.forEachRemaining(item -> {})).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private List<Path> files(long seed) throws IOException {
        List<Path> files = new ArrayList<>(new Muddle(seed, dir).files());
        files.add(WATCHED);
        // Part of a watch as a plain file: what a line means depends on those before it.
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(WATCHED))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            files.add(Files.writeString(dir.resolve("watch.jsonl"), text.substring(0, text.length() / 4)));
        }
        return files;
    }

    private static List<ReplayOptions> options() {
        ReplayOptions all = ReplayOptions.of("c").withMaxLineBytes(90_000);
        return List.of(
                all,
                all.between(AuditLines.START.plusSeconds(100), AuditLines.START.plusSeconds(300)),
                all.withFormat(RecordingFormat.AUDIT));
    }

    private static List<String> read(List<Path> files, ReplayOptions options, int threads) throws IOException {
        List<String> all = new ArrayList<>();
        try (Workers workers = new Workers(threads);
                EventReplay replay = EventReplay.open(files, options, Pacer.unpaced(), workers)) {
            replay.forEachRemaining(item -> all.add(text(item)));
            all.add(counts(replay.progress()));
            assertThat(replay.progress().bytesRead())
                    .isEqualTo(replay.progress().bytesTotal());
        }
        return all;
    }

    private static String text(ReplayItem item) {
        if (item instanceof ReplayItem.BadLine bad) {
            return bad.file() + ":" + bad.line() + ": " + bad.reason();
        }
        ReplayItem.Event event = (ReplayItem.Event) item;
        Instant time = event.event().time();
        return time + " " + event.event().id() + (event.late() ? " late " : " ")
                + event.event().json().length;
    }

    private static String counts(ReplayProgress end) {
        return end.events() + " events, " + end.late() + " late, " + end.outOfRange() + " out of range, "
                + end.badLines() + " bad lines";
    }
}
