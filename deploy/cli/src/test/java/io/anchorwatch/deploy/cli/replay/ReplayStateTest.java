// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.deploy.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay --state}: ended in the midst and started again, and what is refused. */
final class ReplayStateTest {

    @TempDir
    private static Path recorded = Path.of("");

    private static List<Path> files = List.of();

    @TempDir
    private Path dir;

    @BeforeAll
    static void record() throws IOException {
        files = new ArrayList<>(
                Recordings.muddled(Recordings.repeated(6_000, recorded.resolve("long.jsonl")), 4, recorded));
        files.add(Recordings.WATCHED);
    }

    private Ran replay(Object... options) {
        return anchorwatch(Stream.of(Stream.of("replay"), Stream.of(options), files.stream())
                .flatMap(part -> part)
                .toArray());
    }

    private Ran resumable(Object... more) {
        return replay(Stream.concat(Stream.of("--state", state(), "--state-every", "PT0S"), Stream.of(more))
                .toArray());
    }

    private Path state() {
        return dir.resolve("state");
    }

    /** Ends a replay once its state was saved, no sooner: what reads the rules must not be interrupted. */
    private Ran interrupted() throws IOException, InterruptedException, ExecutionException {
        byte[] before = snapshot();
        FutureTask<Ran> running = new FutureTask<>(this::resumable);
        Thread thread = new Thread(running);
        thread.start();
        await().until(() -> running.isDone() || !Arrays.equals(snapshot(), before));
        thread.interrupt();
        return running.get();
    }

    private byte[] snapshot() throws IOException {
        Path file = state().resolve("snapshot");
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    @Test
    void whatWasInterruptedGoesOnAndPrintsTheSame() throws Exception {
        Ran whole = replay();
        assertThat(interrupted()).satisfies(ran -> {
            assertThat(ran.exitCode()).isEqualTo(3);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).contains("the replay was interrupted", "next: ");
        });
        interrupted();
        Ran last = resumable("--threads", 3);
        assertThat(last.err()).contains("going on after ");
        assertThat(last.out()).isEqualTo(whole.out());
        assertThat(summary(last)).isEqualTo(summary(whole));
        assertThat(state().toFile().list()).containsExactly("lock");
        assertThat(resumable().out()).isEqualTo(whole.out());
    }

    private static String summary(Ran ran) {
        return ran.err().lines().filter(line -> line.contains(" of them late")).toList() + "";
    }

    @Test
    void anotherReplayIsRefused() throws Exception {
        interrupted();
        assertRefused(resumable("--lateness", "PT2M"), "not the same is --lateness");
        assertRefused(resumable("--cluster", "other"), "not the same is --cluster");
        assertRefused(resumable("--to", "2030-01-01T00:00:00Z"), "not the same is --to");
        Path rule = Files.writeString(dir.resolve("rule.yaml"), """
                title: Anything
                id: 4f8e6dbe-4a25-4d4c-9a30-a2b0c1d9a111
                logsource: {product: kubernetes, service: audit}
                detection: {selection: {verb: get}, condition: selection}
                level: low
                """);
        assertRefused(resumable("--rules", rule), "not the same is the rules");
        Path first = files.get(0);
        byte[] bytes = Files.readAllBytes(first);
        Files.writeString(first, "\n", StandardOpenOption.APPEND);
        assertRefused(resumable(), "not the same is the size of " + first);
        Files.write(first, bytes);
    }

    private static void assertRefused(Ran ran, String why) {
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("holds the state of another replay", why, "next: start it with the command");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void aDamagedStateIsRefused() throws Exception {
        interrupted();
        Path snapshot = state().resolve("snapshot");
        byte[] bytes = Files.readAllBytes(snapshot);
        bytes[bytes.length / 2] ^= 1;
        Files.write(snapshot, bytes);
        assertThat(resumable()).satisfies(ran -> {
            assertThat(ran.exitCode()).isEqualTo(3);
            assertThat(ran.err()).contains("snapshot is damaged", "next: remove the folder");
        });
    }

    @Test
    void aFolderServesOneReplayAtATime() throws IOException {
        try (StateFolder mine = StateFolder.open(state())) {
            assertThat(mine.path()).isEqualTo(state());
            assertThat(resumable()).satisfies(ran -> {
                assertThat(ran.exitCode()).isEqualTo(3);
                assertThat(ran.err()).contains("another replay keeps its state in ");
            });
        }
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Files.writeString(state(), "");
        assertThat(resumable()).satisfies(ran -> {
            assertThat(ran.exitCode()).isEqualTo(3);
            assertThat(ran.err()).contains("is no folder, or can't be written to", "next: give another folder");
        });
    }

    @Test
    void stateGoesWithFilesAndTheLocalEngineOnly() {
        assertThat(resumable("--engine", "kafka-streams").err()).contains("--state needs --engine local");
        assertThat(resumable("-").err()).contains("--state can't go on with standard input");
        assertThat(resumable("--threads", 0).err()).contains("--threads must be 1 to 1024, not 0");
    }
}
