// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.deploy.cli.AnchorwatchMain;
import io.anchorwatch.deploy.systemtests.service.ChildJvm;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A replay that keeps its state is killed and started again until it ends by itself: it prints what one prints that nobody
 * disturbed. {@code -Danchorwatch.replay.kills} sets how often.
 */
final class ReplayKillTest {

    private static final int KILLS = Integer.getInteger("anchorwatch.replay.kills", 1);
    private static final int EVENTS = 6_000 + 6_000 * KILLS;
    private static final Path EXAMPLES = Path.of("../examples");

    @TempDir
    private Path dir;

    private record Ran(int exitCode, String out, String err) {}

    private static Ran anchorwatch(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = AnchorwatchMain.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return new Ran(commandLine.execute(arguments.toArray(String[]::new)), out.toString(), err.toString());
    }

    @Test
    void whatWasKilledGoesOnAndPrintsTheSame() throws Exception {
        Random random = new Random(Long.getLong("anchorwatch.seed", 7));
        Path state = dir.resolve("state");
        List<String> files = files();
        Ran whole = anchorwatch(with(List.of("replay"), files));
        assertThat(whole.out().lines()).hasSizeGreaterThan(EVENTS / 50);
        List<String> resumable =
                with(List.of("replay", "--state", state.toString(), "--state-every", "PT0.05S"), files);
        for (int kill = 0; kill < KILLS; kill++) {
            try (ChildJvm child = ChildJvm.start(dir.resolve("log"), AnchorwatchMain.class.getName(), resumable)) {
                byte[] before = snapshot(state);
                await().atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> !Arrays.equals(snapshot(state), before));
                child.live(random.nextInt(100));
                child.kill();
            }
        }
        Ran last = anchorwatch(resumable);
        assertThat(last.err()).contains("going on after ");
        assertThat(last.out()).isEqualTo(whole.out());
    }

    private static byte[] snapshot(Path state) throws IOException {
        Path file = state.resolve("snapshot");
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    private List<String> files() throws IOException {
        Path recording = dir.resolve("long.jsonl");
        Ran made = anchorwatch(List.of(
                "bench",
                "--multiply",
                String.valueOf(EVENTS),
                EXAMPLES.resolve("incident.jsonl.gz").toString()));
        assertThat(made.exitCode()).isZero();
        Files.writeString(recording, made.out());
        return List.of(
                recording.toString(),
                EXAMPLES.resolve("incident-watch.jsonl.gz").toString());
    }

    private static List<String> with(List<String> options, List<String> files) {
        return Stream.concat(options.stream(), files.stream()).toList();
    }
}
