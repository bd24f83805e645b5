// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdOutputStream;
import io.anchorwatch.deploy.cli.Ran;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code anchorwatch replay} on the recorded incident. */
final class ReplayCommandTest {

    private static final String MIDDLE = "2026-11-24T00:06:30Z";

    private static final Ran WHOLE = anchorwatch("replay", Ran.INCIDENT);

    private static byte[] recorded() throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(Ran.INCIDENT))) {
            return in.readAllBytes();
        }
    }

    @Test
    void alertsAreOneJsonObjectALineWithWhoDidWhatToWhich() {
        assertThat(WHOLE.exitCode()).isZero();
        assertThat(WHOLE.json()).hasSizeGreaterThan(20).allSatisfy(alert -> {
            for (String field : Set.of("id", "ruleId", "title", "severity", "time", "cluster", "verb")) {
                assertThat(alert.path(field).asText()).as(field).isNotEmpty();
            }
            assertThat(alert.path("actor").path("name").asText()).isNotEmpty();
            assertThat(alert.path("target").isObject()).isTrue();
            assertThat(alert.path("evidence")).isNotEmpty();
            assertThat(alert.path("evidence").get(0).path("eventId").asText()).matches("[0-9a-f]{40}");
            assertThat(alert.path("evidence").get(0).path("auditId").asText()).isNotEmpty();
        });
        assertThat(WHOLE.err()).contains("546 events", "0 lines not readable");
    }

    @Test
    void alertsComeInTheOrderOfTimeAndId() {
        List<String> order = WHOLE.json().stream()
                .map(alert -> Instant.parse(alert.path("time").asText()).toEpochMilli() + " "
                        + alert.path("time").asText() + " " + alert.path("id").asText())
                .toList();
        assertThat(order).isSorted();
    }

    @Test
    void theClusterIsTheOneThatWasNamed() {
        assertThat(anchorwatch("replay", "--cluster", "prod", Ran.INCIDENT).json())
                .isNotEmpty()
                .allMatch(alert -> alert.path("cluster").asText().equals("prod"));
    }

    @Test
    void fromIsInclusiveAndToIsNotSoThatTwoPartsMakeTheWhole() {
        List<JsonNode> before =
                anchorwatch("replay", "--to", MIDDLE, Ran.INCIDENT).json();
        List<JsonNode> after =
                anchorwatch("replay", "--from", MIDDLE, Ran.INCIDENT).json();
        assertThat(before)
                .isNotEmpty()
                .allMatch(alert -> alert.path("time").asText().compareTo(MIDDLE) < 0);
        assertThat(after)
                .isNotEmpty()
                .allMatch(alert -> alert.path("time").asText().compareTo(MIDDLE) >= 0);
        assertThat(before.size() + after.size()).isEqualTo(WHOLE.json().size());
    }

    @Test
    void theBoundsAreExact() {
        String first = WHOLE.json().get(0).path("time").asText();
        assertThat(anchorwatch("replay", "--from", first, Ran.INCIDENT).out()).isEqualTo(WHOLE.out());
        assertThat(anchorwatch("replay", "--to", first, Ran.INCIDENT).out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"plain.jsonl", "packed.jsonl.zst", "folder"})
    void plainFilesZstandardAndFoldersGiveTheSame(String name, @TempDir Path folder) throws IOException {
        Path input = folder.resolve(name);
        if (name.equals("folder")) {
            Files.createDirectory(input);
            Files.copy(Ran.INCIDENT, input.resolve("audit.log.gz"));
        } else {
            try (OutputStream file = Files.newOutputStream(input);
                    OutputStream out = name.endsWith(".zst") ? new ZstdOutputStream(file) : file) {
                out.write(recorded());
            }
        }
        assertThat(anchorwatch("replay", input).out()).isEqualTo(WHOLE.out());
    }

    @Test
    void aBadLineIsToldWithItsPlaceAndTheRestIsJudged(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("audit.log");
        String good = new String(recorded(), StandardCharsets.UTF_8);
        int second = good.indexOf('\n') + 1;
        Files.writeString(file, good.substring(0, second) + "{\"broken\": \n" + good.substring(second));
        Ran ran = anchorwatch("replay", file);
        assertThat(ran.out()).isEqualTo(WHOLE.out());
        assertThat(ran.err()).contains("audit.log:2: ", "1 lines not readable");
    }

    @Test
    void theTableIsForPeople() {
        Ran ran = anchorwatch("replay", "-o", "table", Ran.INCIDENT);
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("Role bound to everybody").doesNotContain("{\"id\"");
    }

    @Test
    void aMissingFileIsAnEnvironmentProblem() {
        assertThat(anchorwatch("replay", "no-such-file.log")).satisfies(ran -> {
            assertThat(ran.exitCode()).isEqualTo(3);
            assertThat(ran.err()).contains("no-such-file.log", "next: ");
            assertThat(ran.out()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "--engine, nosuch, expected local, kafka-streams or flink",
        "--format, nosuch, 'expected auto, audit, watch, eks, gke, aks, openshift or recorded'",
        "--speed, -1, --speed must be above 0",
        "--from, yesterday, yesterday",
        "--nosuch, 1, --nosuch",
    })
    void aWrongOptionIsAUsageProblem(String option, String value, String told) {
        Ran ran = anchorwatch("replay", option, value, Ran.INCIDENT);
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains(told);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void fromAfterToIsAUsageProblem() {
        Ran ran = anchorwatch("replay", "--from", MIDDLE, "--to", "2026-11-24T00:00:00Z", Ran.INCIDENT);
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("nothing is between", "next: correct --from");
    }

    @Test
    void kafkaStreamsGivesTheSameBytes() {
        Ran ran = anchorwatch("replay", "--engine", "kafka-streams", Ran.INCIDENT);
        assertThat(ran.err()).contains("546 events");
        assertThat(ran.out()).isEqualTo(WHOLE.out());
    }
}
