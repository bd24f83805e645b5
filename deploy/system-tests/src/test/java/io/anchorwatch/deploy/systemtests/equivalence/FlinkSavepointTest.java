// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.AuditEventCodec;
import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.files.RuleBundle;
import io.anchorwatch.streamjobs.detection.files.RuleContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A savepoint that an earlier version made is restored by this one. When a change of the state must break that, make another
 * with {@code -Danchorwatch.savepoint.make=FOLDER} and say so in the release notes.
 */
final class FlinkSavepointTest {

    private static final String SAVEPOINT = "/flink/savepoint-1";

    private static final String RULES = """
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

    @TempDir
    private Path folder = Path.of("");

    private static RuleBundle bundle() {
        return new RuleBundle(
                new RuleContents(Map.of("r.yaml", RULES), Map.of(), Map.of(), Map.of(), List.of()), true, Set.of());
    }

    private static AuditEvent get(String auditId, int second) {
        String time = "2026-01-01T00:00:0" + second + "Z";
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

    /** Two events, and one that nobody can read. */
    private static void publishBefore(Broker broker) throws Exception {
        broker.publish(List.of(get("a", 0), get("b", 1)));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(EventTopics.AUDIT, 0, 0L, null, "no event".getBytes(UTF_8)))
                    .get();
        }
    }

    private static long committed(Broker broker, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    @Test
    void a_savepoint_of_an_earlier_version_goes_on_counting() throws Exception {
        String make = System.getProperty("anchorwatch.savepoint.make", "");
        if (!make.isEmpty()) {
            makeSavepoint(Path.of(make));
        }
        String savepoint = make.isEmpty()
                ? Objects.requireNonNull(FlinkSavepointTest.class.getResource(SAVEPOINT + "/_metadata"))
                        .toString()
                : Path.of(make).toUri().toString();
        try (Broker broker = new Broker(folder.resolve("after"), 1)) {
            publishBefore(broker);
            broker.publish(List.of(get("b", 1), get("c", 2)));
            Process job = FlinkRun.of(broker, folder.resolve("job"), bundle(), 1, "--restore-from", savepoint)
                    .start();
            try {
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> !job.isAlive() || !FlinkRun.alerts(broker).isEmpty());
                assertThat(job.isAlive()).as("the job runs").isTrue();
            } finally {
                job.destroyForcibly();
            }
            List<Alert> alerts = FlinkRun.alerts(broker);
            assertThat(alerts).extracting(alert -> alert.rule().id()).containsExactly("three");
            assertThat(alerts.get(0).episode().count())
                    .as("with those before the savepoint")
                    .isEqualTo(3);
            assertThat(committed(broker, EventTopics.DEAD_LETTERS))
                    .as("what was told before the savepoint is not told again")
                    .isZero();
        }
    }

    private void makeSavepoint(Path into) throws Exception {
        try (Broker broker = new Broker(folder.resolve("before"), 1)) {
            publishBefore(broker);
            FlinkRun run = FlinkRun.of(broker, folder.resolve("made"), bundle(), 1);
            Process job = run.start();
            await().atMost(Duration.ofMinutes(2)).until(() -> committed(broker, EventTopics.DEAD_LETTERS) > 0);
            Files.createFile(run.folder().resolve("stop"));
            FlinkRun.end(job);
            copy(run.folder().resolve("savepoints"), into);
        }
    }

    private static void copy(Path savepoints, Path into) throws IOException {
        Files.createDirectories(into);
        try (Stream<Path> files = Files.walk(savepoints)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, into.resolve(String.valueOf(file.getFileName())));
            }
        }
    }
}
