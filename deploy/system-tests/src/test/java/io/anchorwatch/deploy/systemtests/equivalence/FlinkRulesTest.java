// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.deploy.cli.AnchorwatchMain;
import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.AuditEventCodec;
import io.anchorwatch.ingest.event.EventLimits;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Rules that are sent to a Flink job while it runs. */
final class FlinkRulesTest {

    private static final String FIRST = """
            title: get
            name: first-get
            level: low
            logsource: {product: kubernetes}
            detection: {s: {verb: get}, condition: s}
            """;

    private static final String NEXT = FIRST.replace("first-get", "next-get");

    @TempDir
    private Path folder = Path.of("");

    private static AuditEvent get(String auditId, String time) {
        String json = "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"Metadata\",\"auditID\":\""
                + auditId
                + "\",\"stage\":\"ResponseComplete\",\"verb\":\"get\",\"requestURI\":\"/\",\"stageTimestamp\":\"" + time
                + "\",\"requestReceivedTimestamp\":\"" + time + "\"}";
        return new AuditEventCodec(EventLimits.DEFAULT)
                .decode("c", json.getBytes(UTF_8))
                .fold(decoded -> decoded.event(), malformed -> {
                    throw new IllegalStateException(malformed.reason());
                });
    }

    private static String anchorwatch(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine program = AnchorwatchMain.commandLine();
        program.setOut(new PrintWriter(out));
        assertThat(program.execute(arguments)).isZero();
        return out.toString();
    }

    private static List<String> told(Broker broker) {
        return FlinkRun.alerts(broker).stream()
                .map(alert -> alert.rule().id() + " " + alert.evidence().get(0).auditId())
                .sorted()
                .toList();
    }

    @Test
    void rules_that_are_sent_judge_events_from_their_time_on_and_no_others() throws Exception {
        Path first = Files.writeString(folder.resolve("first.yaml"), FIRST);
        Path next = Files.writeString(folder.resolve("next.yaml"), NEXT);
        Path bundle = folder.resolve("first.bundle");
        anchorwatch("rules", "bundle", "--rules", first.toString(), "-o", bundle.toString());
        try (Broker broker = new Broker(folder, 1)) {
            String said = anchorwatch(
                    "rules",
                    "publish",
                    "--bootstrap",
                    broker.bootstrap(),
                    "--rules",
                    next.toString(),
                    "--from",
                    "2026-01-01T00:10:00Z");
            assertThat(said).contains("are in force for events from 2026-01-01T00:10:00Z");
            Process job = FlinkRun.of(broker, folder.resolve("job"), bundle, 2, "--rules-topic", "anchorwatch.rules")
                    .start();
            try {
                broker.publish(List.of(get("before", "2026-01-01T00:09:59Z")));
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> !job.isAlive() || !told(broker).isEmpty());
                broker.publish(
                        List.of(get("after", "2026-01-01T00:10:00Z"), get("still-before", "2026-01-01T00:09:58Z")));
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> !job.isAlive() || told(broker).size() >= 3);
            } finally {
                job.destroyForcibly();
            }
            assertThat(told(broker)).containsExactly("first-get before", "first-get still-before", "next-get after");
        }
    }
}
