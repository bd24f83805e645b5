// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import static io.anchorwatch.sinks.TestAlerts.alerts;
import static io.anchorwatch.sinks.TestAlerts.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A dispatcher that dies without a word, again and again, at moments a seed chooses. */
class DispatcherKillTest {

    static final int BATCH = 20;

    private static final int ALERTS = 1000;
    private static final int KILLS = Integer.getInteger("anchorwatch.kills", 2);
    private static final int PARTITIONS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("anchorwatch.seeds", 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothing_is_missing_and_each_kill_repeats_at_most_the_batch_under_way(long seed) throws Exception {
        Random random = new Random(seed);
        List<Alert> sent = alerts("a", ALERTS, 37);
        Path file = directory.resolve("alerts.ndjson");
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0)) {
            DispatchBench bench = new DispatchBench(broker, PARTITIONS);
            bench.send(sent);
            for (int kill = 1; kill <= KILLS; kill++) {
                int goal = ALERTS * kill / (KILLS + 1) + random.nextInt(ALERTS / (KILLS + 2));
                Process process = start(bench.config(), file);
                try {
                    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> lines(file) >= goal);
                } finally {
                    process.destroyForcibly().waitFor();
                }
            }
            Process last = start(bench.config(), file);
            try {
                await().atMost(PATIENCE).until(() -> new HashSet<>(written(file)).size() == ALERTS);
            } finally {
                last.destroyForcibly().waitFor();
            }
        }
        List<String> written = written(file);
        assertThat(written).containsAll(ids(sent));
        assertThat(written.size() - ALERTS).isLessThanOrEqualTo((KILLS + 1) * BATCH);
    }

    private static Process start(DispatcherConfig config, Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledProcess.class.getName(),
                        String.valueOf(config.kafka().get("bootstrap.servers")),
                        config.alertTopic(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int lines(Path file) throws IOException {
        return Files.exists(file) ? written(file).size() : 0;
    }

    /** Ids of the whole lines. */
    private static List<String> written(Path file) throws IOException {
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> line.replaceAll("^\\{\"id\":\"([^\"]*)\".*$", "$1"))
                .toList();
    }
}
