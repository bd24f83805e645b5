// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertDecodeResult;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.detection.sigma.Placeholders;
import io.anchorwatch.streamjobs.detection.sigma.SigmaReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that change while the job runs. */
final class ReloadTest {

    private static final String GET = """
            title: get
            name: get
            level: low
            logsource: {product: kubernetes}
            detection: {s: {verb: get}, condition: s}
            ---
            title: three
            name: three
            level: high
            correlation: {type: event_count, rules: [get], timespan: 10m, condition: {gte: 3}}
            """;

    private static final String ANOTHER = """
            ---
            title: another
            name: another
            level: low
            logsource: {product: kubernetes}
            detection: {s: {auditID: c}, condition: s}
            """;

    @TempDir
    private Path dir = Path.of("");

    private static RuleSet rules(String text) {
        return new SigmaReader(FieldMapping.NONE, Placeholders.NONE)
                .read(Map.of("r.yaml", text))
                .linked();
    }

    private static List<Alert> alerts(Cluster cluster) {
        AlertCodec codec = new AlertCodec();
        List<Alert> alerts = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : cluster.read(AlertTopics.ALERTS)) {
            if (codec.decode(record.value()) instanceof AlertDecodeResult.Decoded decoded) {
                alerts.add(decoded.alert());
            }
        }
        return alerts;
    }

    @Test
    void aCorrelationThatDidNotChangeGoesOnCounting() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (Cluster cluster = new Cluster(dir.resolve("broker"));
                DetectionJob job = DetectionJob.start(
                        DetectionJobConfig.of(cluster.bootstrap(), dir.resolve("state")), rules(GET), registry)) {
            cluster.send("1", Cluster.event("a", "2026-01-01T00:00:00Z"));
            cluster.send("2", Cluster.event("b", "2026-01-01T00:00:01Z"));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> registry.get("anchorwatch.correlation.hits")
                                    .counter()
                                    .count()
                            >= 2);
            RuleSet changed = rules(GET + ANOTHER);
            job.reload(changed, Instant.parse("2026-01-01T00:00:02Z"));
            cluster.send("3", Cluster.event("c", "2026-01-01T00:00:02Z"));
            await().atMost(Duration.ofSeconds(60)).until(() -> alerts(cluster).size() >= 2);

            assertThat(alerts(cluster))
                    .extracting(
                            alert -> alert.rule().id() + " " + alert.episode().count())
                    .containsExactlyInAnyOrder("another 1", "three 3");
            assertThat(alerts(cluster)).allMatch(alert -> alert.rule().ruleSet().equals(changed.digest()));
        }
    }
}
