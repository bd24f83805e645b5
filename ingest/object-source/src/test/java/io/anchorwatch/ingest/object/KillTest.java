// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.object.fake.FakeApiServer;
import io.anchorwatch.ingest.object.fake.Fault;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source is killed again and again while objects change and connections break. {@code -Danchorwatch.kills=N}. */
class KillTest {

    private static final int KILLS = Integer.getInteger("anchorwatch.kills", 3);
    private static final int OBJECTS = 12;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private int step;

    @Test
    void killsLoseAndInventNothing() throws IOException, InterruptedException {
        Random random = new Random(5);
        Tally tally = new Tally();
        try (FakeApiServer server = new FakeApiServer()) {
            server.kubeconfig(folder);
            for (int kill = 0; kill < KILLS; kill++) {
                Process source = start();
                int before = published().changes().size();
                change(server, random, random.nextInt(60));
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> published().changes().size() > before);
                change(server, random, 20 + random.nextInt(150));
                source.destroyForcibly().waitFor();
                change(server, random, random.nextInt(30));
            }
            Process last = start();
            long start = System.nanoTime();
            await().atMost(Duration.ofSeconds(30)).until(() -> published().net().equals(Rig.truth(server)));
            tally.recovered(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            last.getOutputStream().close();
            assertThat(last.waitFor(10, TimeUnit.SECONDS)).isTrue();
            tally.add(server, published(), "kills");
            System.out.printf("%d kills, %s%n", KILLS, tally);
            assertThat(tally.invented).isEmpty();
            assertThat(tally.lost).isEmpty();
            assertThat(tally.mistaken).isEmpty();
            assertThat(published().notices()).containsOnlyOnce(WatchNotice.Kind.BASELINE);
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SourceMain.class.getName(),
                        folder.resolve("kubeconfig").toString(),
                        folder.resolve("state").toString(),
                        records().toString())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(new File(folder.toFile(), "log")))
                .start();
    }

    private Path records() {
        return folder.resolve("records");
    }

    private void change(FakeApiServer server, Random random, int steps) throws InterruptedException {
        for (int i = 0; i < steps; i++) {
            String name = "p" + random.nextInt(OBJECTS);
            if (random.nextInt(5) == 0) {
                server.store.delete(name);
            } else {
                server.store.put(name, "step " + step++);
            }
            if (random.nextInt(20) == 0) {
                server.watchFaults.add(random.nextBoolean() ? Fault.CUT_LINE : Fault.RESET);
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(4));
        }
    }

    /** What stands in the file; of a line that a kill cut off nothing was acknowledged. */
    private Published published() throws IOException {
        Published published = new Published(() -> false);
        if (Files.exists(records())) {
            String text = Files.readString(records(), StandardCharsets.UTF_8);
            for (String line : text.split("\n", -1)) {
                if (line.endsWith("}") && line.startsWith("{\"topic\"")) {
                    var unused = published.publish(List.of(record(JSON.readTree(line))));
                }
            }
        }
        return published;
    }

    private static EventRecord record(JsonNode line) throws IOException {
        Map<String, String> headers = new HashMap<>();
        line.path("headers")
                .properties()
                .forEach(each -> headers.put(each.getKey(), each.getValue().asText()));
        return new EventRecord(
                line.path("topic").asText(),
                "",
                headers,
                Instant.EPOCH,
                line.path("value").binaryValue());
    }
}
