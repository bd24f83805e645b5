// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.deploy.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The logs of managed clusters give the alerts that the plain log gives. */
final class ManagedLogsTest {

    private static final Path EXAMPLES = Path.of("../examples/managed");
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"eks-subscription.json", "eks-export.log", "aks-event-hub.json", "openshift-node.log"})
    void whereTheEventIsWholeTheAlertsAreTheSameByteForByte(String file) {
        String plain = replayed("--cluster", "prod", EXAMPLES.resolve("plain.jsonl"));
        assertThat(plain.lines()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(replayed("--cluster", "prod", EXAMPLES.resolve(file))).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({
        "eks-subscription.json,prod-eu",
        "aks-event-hub.json,prod-aks",
        "gke-entries.jsonl,prod-gke",
        "plain.jsonl,replay"
    })
    void theLogNamesTheCluster(String file, String cluster) throws IOException {
        for (String line : replayed(EXAMPLES.resolve(file)).lines().toList()) {
            assertThat(JSON.readTree(line).path("cluster").asText()).isEqualTo(cluster);
        }
    }

    /** But for what an entry of Cloud Logging leaves out: the query of the URI, and whom a request was made as. */
    @Test
    void whereTheEventIsRebuiltTheSameIsFound() throws IOException {
        assertThat(findings(replayed("--cluster", "prod", EXAMPLES.resolve("gke-entries.jsonl"))))
                .isEqualTo(findings(replayed("--cluster", "prod", EXAMPLES.resolve("plain.jsonl"))));
    }

    @Test
    void aDocumentOfManyLinesAndAListAreRead(@TempDir Path folder) throws IOException {
        List<JsonNode> entries = new ArrayList<>();
        for (String line : Files.readAllLines(EXAMPLES.resolve("gke-entries.jsonl"))) {
            entries.add(JSON.readTree(line));
        }
        Path pretty = folder.resolve("entries.json");
        Files.writeString(
                pretty,
                JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(entries)
                        .replaceFirst("\\[ ", "[\n"));
        assertThat(findings(replayed("--cluster", "prod", pretty)))
                .isEqualTo(findings(replayed("--cluster", "prod", EXAMPLES.resolve("plain.jsonl"))));
    }

    private static List<String> findings(String alerts) throws IOException {
        List<String> found = new ArrayList<>();
        for (String line : alerts.lines().toList()) {
            JsonNode alert = JSON.readTree(line);
            if (alert.path("ruleId").asText().equals("impersonation-privileged")) {
                continue;
            }
            ((ObjectNode) alert.path("target"))
                    .put("uri", alert.path("target").path("uri").asText().replaceFirst("\\?.*", ""));
            found.add(alert.path("ruleId") + " " + alert.path("severity") + " " + alert.path("time") + " "
                    + alert.path("actor").path("name") + " " + alert.path("verb") + " " + alert.path("target") + " "
                    + alert.path("outcome").path("result"));
        }
        assertThat(found).isNotEmpty();
        return found;
    }

    private static String replayed(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("replay"));
        all.addAll(List.of(arguments));
        Ran ran = anchorwatch(all.toArray());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("0 lines not readable");
        return ran.out();
    }
}
