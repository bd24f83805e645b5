// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import io.anchorwatch.streamjobs.detection.task.RulesInForce;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DetectionJobTest {

    /** Each of the three crashes comes while there are events left, whatever the one before had committed. */
    private static final int EVENTS_TO_CRASH = 300;

    @TempDir
    private Path dir = Path.of("");

    private @Nullable Cluster started;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void start() {
        started = new Cluster(dir.resolve("broker"));
    }

    @AfterEach
    void stop() {
        cluster().close();
    }

    private Cluster cluster() {
        return Objects.requireNonNull(started);
    }

    private DetectionJob job() {
        return DetectionJob.start(config(dir.resolve("state")), Cluster.rules(), registry);
    }

    /** As usual, but a member that died is given up after the least time that a broker allows. */
    private DetectionJobConfig config(Path state) {
        return new DetectionJobConfig(
                cluster().bootstrap(),
                DetectionJobConfig.APPLICATION_ID,
                state,
                1,
                Duration.ofMillis(100),
                DetectionJobConfig.Correlation.LIVE,
                true,
                Map.of("session.timeout.ms", "6000"));
    }

    private void awaitEvents(double count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> counted() >= count);
    }

    private double counted() {
        return outcome("evaluated") + outcome("repeated") + outcome("dead_lettered");
    }

    private double outcome(String outcome) {
        return registry.get("anchorwatch.job.events")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void unreadableRecordsGoRawToTheDeadLettersAndNeighboursAreJudged() {
        byte[] huge = new byte[EventTopics.MAX_MESSAGE_BYTES - 600];
        new Random(1).nextBytes(huge);
        Map<String, String> good = Map.of(EventTopics.CE_SOURCE, "c", EventTopics.CE_ID, "x");
        cluster().send("1", Cluster.event("a"));
        cluster().send(new byte[] {'{', 0, (byte) 0xff}, Cluster.EVENT_MS, good);
        cluster().send(null, Cluster.EVENT_MS, good);
        cluster().send(bytes(Cluster.event("b")), Cluster.EVENT_MS, Map.of(EventTopics.CE_ID, "2"));
        cluster()
                .send(
                        bytes(Cluster.event("b")),
                        Cluster.EVENT_MS,
                        Map.of(EventTopics.CE_ID, "2", EventTopics.CE_SOURCE, ""));
        cluster().send(huge, Cluster.EVENT_MS, good);
        cluster().send(bytes(Cluster.event("c")), Cluster.EVENT_MS, Map.of(EventTopics.CE_SOURCE, "c"));
        cluster().send("1", Cluster.event("a"));
        try (DetectionJob job = job()) {
            awaitEvents(8);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> cluster().read(EventTopics.DEAD_LETTERS).size() >= 5);
            assertThat(job.problem()).isEmpty();
        }
        List<ConsumerRecord<byte[], byte[]>> dead = cluster().read(EventTopics.DEAD_LETTERS);
        assertThat(dead)
                .extracting(record -> Cluster.header(record, EventTopics.ORIGIN))
                .containsExactly(
                        "anchorwatch.audit/0/1",
                        "anchorwatch.audit/0/2",
                        "anchorwatch.audit/0/3",
                        "anchorwatch.audit/0/4",
                        "anchorwatch.audit/0/5");
        assertThat(dead)
                .extracting(record -> Cluster.header(record, EventTopics.REASON))
                .containsExactly(
                        "not a JSON object",
                        "empty record",
                        "no header ce_source",
                        "no header ce_source",
                        "not a JSON object");
        assertThat(dead.get(0).value()).containsExactly('{', 0, (byte) 0xff);
        assertThat(dead.get(1).value()).isNull();
        assertThat(dead.get(4).value())
                .isEqualTo(Arrays.copyOf(huge, dead.get(4).value().length));
        assertThat(dead.get(4).value().length).isGreaterThan(huge.length - (1 << 20));
        assertThat(Cluster.header(dead.get(4), EventTopics.TRUNCATED)).contains("cut from " + huge.length);
        assertThat(cluster().read(AlertTopics.ALERTS))
                .hasSize(2)
                .allSatisfy(alert -> assertThat(alert.timestamp()).isEqualTo(Cluster.EVENT_MS));
        assertThat(registry.get("anchorwatch.job.consumed").counter().count()).isEqualTo(counted());
        assertThat(outcome("evaluated") + "," + outcome("repeated") + "," + outcome("dead_lettered"))
                .isEqualTo("2.0,1.0,5.0");
    }

    @Test
    void aClockFarAheadNeitherStopsTheJobNorItsMemory() {
        long far = 4_102_444_800_000L;
        String future = Cluster.event("f", "2100-01-01T00:00:00Z");
        Map<String, String> lying = Map.of(
                EventTopics.CE_SOURCE, "c", EventTopics.CE_ID, "f", EventTopics.RECEIVED_AT, "2100-01-01T00:00:00Z");
        cluster().send("1", Cluster.event("a"));
        cluster().send(bytes(future), far, lying);
        cluster().send(bytes(future), far, Map.of(EventTopics.CE_SOURCE, "c", EventTopics.CE_ID, "f"));
        String now = InstantSource.system().instant().toString();
        for (int i = 0; i < 2; i++) {
            cluster().send("later", Cluster.event("later", now));
        }
        try (DetectionJob job = job()) {
            awaitEvents(5);
            assertThat(job.problem()).isEmpty();
        }
        assertThat(cluster().read(AlertTopics.ALERTS)).hasSize(3);
        assertThat(outcome("repeated")).isEqualTo(2);
    }

    @Test
    void abruptStopsAndLostStateNeitherLoseNorRepeatAnAlert() {
        int requests = 400;
        for (int i = 0; i < requests; i++) {
            String json = Cluster.event("a" + i);
            cluster().send("1-" + i, json.replace("ResponseComplete", "ResponseStarted"));
            cluster().send("2-" + i, json);
            cluster().send("2-" + i, json);
        }
        for (int crash = 1; crash <= 2; crash++) {
            crash(EVENTS_TO_CRASH, dir.resolve("state" + crash));
        }
        try (DetectionJob job = job()) {
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> cluster().read(AlertTopics.ALERTS).size() >= requests);
            cluster().send("last", Cluster.event("last"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> cluster().read(AlertTopics.ALERTS).size() > requests);
            assertThat(job.problem()).isEmpty();
        }
        List<String> ids = cluster().read(AlertTopics.ALERTS).stream()
                .map(alert -> Cluster.header(alert, AlertTopics.CE_ID))
                .toList();
        Set<String> distinct = new HashSet<>(ids);
        assertThat(ids).hasSize(requests + 1).hasSameSizeAs(distinct);
    }

    /** Runs the topology until its thread dies in the middle of a transaction. */
    private void crash(int afterEvents, Path state) {
        Properties settings = StreamsSettings.of(config(state));
        try (KafkaStreams streams = new KafkaStreams(
                DetectionTopology.build(
                        new RulesInForce(Cluster.rules()),
                        HitsTopic.ensure(config(state)),
                        DetectionJobConfig.Correlation.LIVE,
                        new JobMetrics(new CrashingRegistry(afterEvents))),
                settings)) {
            streams.setUncaughtExceptionHandler(
                    failure -> StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
            streams.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> streams.state() == KafkaStreams.State.ERROR);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
