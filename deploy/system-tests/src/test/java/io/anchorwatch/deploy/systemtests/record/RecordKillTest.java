// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.luben.zstd.ZstdInputStream;
import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.deploy.cli.AnchorwatchMain;
import io.anchorwatch.deploy.cli.Topics;
import io.anchorwatch.deploy.systemtests.service.ChildJvm;
import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.AuditStage;
import io.anchorwatch.ingest.event.EventId;
import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.publish.KafkaEventPublisher;
import io.anchorwatch.ingest.recording.RecordedLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A recorder is killed again and again while events come in. {@code -Danchorwatch.kills} sets how often. */
final class RecordKillTest {

    private static final Logger LOG = LoggerFactory.getLogger(RecordKillTest.class);
    private static final int KILLS = Integer.getInteger("anchorwatch.kills", 1);
    private static final int BATCH = 200;
    private static final long PAUSE_NANOS = 20_000_000;

    @TempDir
    private Path dir;

    @Test
    void nothing_is_lost_and_nothing_stands_twice() throws Exception {
        Random random = new Random(Long.getLong("anchorwatch.seed", 7));
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"), 0)) {
            Topics.ensure(
                    Map.of("bootstrap.servers", broker.bootstrapServers()), 3, (short) 1, Duration.ofDays(36_500));
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Set<String>> published =
                    CompletableFuture.supplyAsync(() -> publish(broker.bootstrapServers(), enough));
            int parts = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                try (ChildJvm recorder = atWork(broker)) {
                    recorder.live(random.nextInt(500));
                    recorder.kill();
                }
                parts += names(".part").size();
            }
            assertThat(parts).as("files that a kill left incomplete").isPositive();
            try (ChildJvm stopped = atWork(broker)) {
                assertThat(stopped.terminate()).isEqualTo(143);
            }
            assertThat(names(".part")).as("after SIGTERM").isEmpty();
            enough.set(true);
            Set<String> expected = published.get();
            assertThat(AnchorwatchMain.commandLine().execute(command(broker, "--until", "end")))
                    .as(log())
                    .isZero();
            List<RecordedLine> recorded = recorded();
            LOG.info(
                    "{} kills: {} events in {} files",
                    KILLS,
                    recorded.size(),
                    names(".zst").size());
            assertThat(recorded.stream().map(RecordKillTest::place)).doesNotHaveDuplicates();
            assertThat(recorded).hasSameSizeAs(expected);
            assertThat(new HashSet<>(recorded.stream().map(RecordedLine::id).toList()))
                    .isEqualTo(expected);
            assertThat(recorded)
                    .allMatch(line -> new String(Objects.requireNonNull(line.data()), StandardCharsets.UTF_8)
                            .equals(json(line.id())));
        }
    }

    /** A recorder that has completed a file. */
    private ChildJvm atWork(EmbeddedBroker broker) throws IOException {
        int before = Files.exists(dir.resolve("record.log")) ? log().length() : 0;
        ChildJvm recorder = record(broker);
        await().atMost(Duration.ofMinutes(1)).until(() -> log().length() > before);
        return recorder;
    }

    private ChildJvm record(EmbeddedBroker broker) throws IOException {
        return ChildJvm.start(dir.resolve("record.log"), AnchorwatchMain.class.getName(), List.of(command(broker)));
    }

    private String[] command(EmbeddedBroker broker, String... more) {
        String to = dir.resolve("recording").toString();
        return Stream.concat(
                        Stream.of(
                                "record",
                                "--bootstrap",
                                broker.bootstrapServers(),
                                "--to",
                                to,
                                "--rotate-bytes",
                                "64KiB"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    /** Publishes until told to stop; the ids of what was acknowledged, which is all. */
    private static Set<String> publish(String bootstrap, AtomicBoolean enough) {
        Set<String> ids = new HashSet<>();
        try (KafkaEventPublisher publisher = new KafkaEventPublisher(
                Map.of("bootstrap.servers", bootstrap, "delivery.timeout.ms", "120000", "max.block.ms", "60000"))) {
            while (!enough.get()) {
                List<EventRecord> batch = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    String id = String.format("%040x", ids.size());
                    ids.add(id);
                    batch.add(EventRecord.of(
                            new AuditEvent(
                                    new EventId(id),
                                    "prod",
                                    id,
                                    AuditStage.RESPONSE_COMPLETE,
                                    Instant.EPOCH.plusMillis(ids.size()),
                                    json(id).getBytes(StandardCharsets.UTF_8)),
                            Instant.EPOCH));
                }
                publisher.publish(batch).join();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return ids;
    }

    private static String json(String id) {
        return "{\"auditID\":\"" + id + "\",\"filler\":\""
                + new Random(id.hashCode()).ints(40).boxed().toList() + "\"}";
    }

    private static String place(RecordedLine line) {
        return line.topic() + "/" + line.partition() + "/" + line.offset();
    }

    private List<Path> names(String end) throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve("recording"))) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    private List<RecordedLine> recorded() throws IOException {
        List<RecordedLine> all = new ArrayList<>();
        for (Path file : names(".zst")) {
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(new ZstdInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                lines.lines()
                        .map(line -> RecordedLine.parse(line.getBytes(StandardCharsets.UTF_8)))
                        .forEach(line -> all.add(Objects.requireNonNull(line)));
            }
        }
        return all;
    }

    private String log() throws IOException {
        return Files.readString(dir.resolve("record.log"));
    }
}
