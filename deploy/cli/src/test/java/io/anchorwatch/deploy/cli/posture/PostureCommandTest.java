// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.posture;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.Ran;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code anchorwatch posture} on a recording and on manifests. */
final class PostureCommandTest {

    private static final Path MANIFESTS = Path.of("src/test/resources/posture/shop.yaml");
    private static final Path RECORDING = Path.of("src/test/resources/posture/watch.jsonl");

    private static JsonNode json(Object... more) {
        Object[] args = new Object[more.length + 3];
        args[0] = "posture";
        args[1] = "-o";
        args[2] = "json";
        System.arraycopy(more, 0, args, 3, more.length);
        return anchorwatch(args).json().get(0);
    }

    private static List<String> rules(JsonNode report) {
        return report.path("findings")
                .valueStream()
                .map(finding -> finding.path("rule").asText())
                .toList();
    }

    @Test
    void manifestsTellThePrivilegedAdminThatIsReachedFromOutside() {
        JsonNode report = json(MANIFESTS);
        assertThat(rules(report))
                .contains(
                        "pod-privileged",
                        "role-wildcard-granted",
                        "posture-admin-equivalent",
                        "posture-workload-is-admin",
                        "posture-exposed-and-dangerous",
                        "posture-standard-below-met");
        assertThat(report.has("time")).isFalse();
        assertThat(report.at("/exposed/0/address").asText()).isEqualTo("node port 30080");
        assertThat(report.at("/exposed/0/workloads/0/name").asText()).isEqualTo("web");
        assertThat(report.at("/chains/0/subject").asText()).isEqualTo("ServiceAccount/shop/web");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-24T00:00:05Z,0", "2026-11-24T00:00:10Z,1", "2026-11-24T00:00:30Z,0"})
    void aRecordingHasTheStateAtTheTimeAskedFor(String at, int privileged) {
        JsonNode report = json("--at", at, RECORDING);
        assertThat(rules(report).stream().filter("pod-privileged"::equals)).hasSize(privileged);
        assertThat(report.path("time").asText()).isEqualTo(at);
        assertThat(report.at("/counts/pods").asInt()).isEqualTo(1 + privileged);
    }

    @Test
    void withoutATimeItIsTheEndOfTheRecording() {
        assertThat(json(RECORDING).path("time").asText()).isEqualTo("2026-11-24T00:00:20Z");
    }

    @ParameterizedTest
    @CsvSource({"shop.yaml", "watch.jsonl"})
    void jsonFitsItsSchema(String file) throws IOException {
        try (InputStream in = java.util.Objects.requireNonNull(
                PostureJson.class.getResourceAsStream("/anchorwatch/posture/report.v1.json"))) {
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in);
            assertThat(schema.validate(json(Path.of("src/test/resources/posture", file))))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"table", "json", "html"})
    void theSameObjectsGiveTheSameBytes(String format) {
        String first = anchorwatch("posture", "-o", format, MANIFESTS).out();
        assertThat(first).isNotEmpty();
        assertThat(anchorwatch("posture", "-o", format, MANIFESTS).out()).isEqualTo(first);
    }

    @Test
    void failOnDecidesTheExitStatus() {
        assertThat(anchorwatch("posture", MANIFESTS).exitCode()).isEqualTo(ExitCode.OK);
        assertThat(anchorwatch("posture", "--fail-on", "high", MANIFESTS).exitCode())
                .isEqualTo(ExitCode.FINDINGS);
        assertThat(anchorwatch("posture", "--fail-on", "critical", "--at", "2026-11-24T00:00:05Z", RECORDING)
                        .exitCode())
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void wrongQuestionsAreUsageErrorsAndMissingThingsAreNot(@TempDir Path folder) throws IOException {
        assertThat(anchorwatch("posture").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(anchorwatch("posture", "--kubeconfig", "k", MANIFESTS).exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(anchorwatch("posture", "--at", "2026-11-24T00:00:05Z", MANIFESTS)
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(anchorwatch("posture", MANIFESTS, RECORDING).exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(anchorwatch("posture", folder.resolve("none.yaml")).exitCode())
                .isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(anchorwatch("posture", "--kubeconfig", folder.resolve("none"))
                        .exitCode())
                .isEqualTo(ExitCode.ENVIRONMENT);
        Path empty = Files.writeString(folder.resolve("empty.yaml"), "just: text\n");
        Ran ran = anchorwatch("posture", empty);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(ran.err()).contains("no object could be read", "no kind");
    }

    @Test
    void whatCannotBeReadIsToldAndStopsNothing(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("half.yaml"), "kind: Namespace\napiVersion: v1\nmetadata: {name: a}\n---\nfoo: bar\n");
        Ran ran = anchorwatch("posture", "-o", "json", file);
        assertThat(ran.json().get(0).path("problems")).hasSize(1);
        assertThat(ran.err()).contains("half.yaml:2");
    }
}
