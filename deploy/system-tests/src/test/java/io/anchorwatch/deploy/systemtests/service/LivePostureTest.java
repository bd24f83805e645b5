// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.deploy.cli.AnchorwatchMain;
import io.anchorwatch.ingest.object.fake.FakeApiServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code anchorwatch posture} of an API server that answers. */
final class LivePostureTest {

    private static final String PRIVILEGED =
            ",\"spec\":{\"containers\":[{\"name\":\"c\",\"securityContext\":{\"privileged\":true}}]}";

    @Test
    void listsTheClusterOnceAndTellsItsTime(@TempDir Path dir) throws IOException {
        try (FakeApiServer server = new FakeApiServer()) {
            server.store.put("root", "", PRIVILEGED);
            StringWriter out = new StringWriter();
            CommandLine program = AnchorwatchMain.commandLine().setOut(new PrintWriter(out, true));
            int exitCode = program.execute(
                    "posture",
                    "-o",
                    "json",
                    "--fail-on",
                    "high",
                    "--kubeconfig",
                    server.kubeconfig(dir).toString());
            assertThat(exitCode).isEqualTo(1);
            JsonNode report = new ObjectMapper().readTree(out.toString());
            assertThat(report.path("source").asText()).isEqualTo("api-server");
            assertThat(report.path("time").asText()).isNotEmpty();
            assertThat(report.path("findings").valueStream())
                    .anyMatch(finding -> finding.path("rule").asText().equals("pod-privileged"));
            assertThat(server.paths()).noneMatch(path -> path.contains("watch=true") || path.contains("secrets"));
        }
    }
}
