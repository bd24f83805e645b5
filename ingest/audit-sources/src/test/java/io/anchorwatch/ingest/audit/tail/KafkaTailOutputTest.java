// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.ingest.audit.AuditLines;
import io.anchorwatch.ingest.event.EventTopics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaTailOutputTest {

    private static final List<DyingProducer.At> DEATHS = List.of(DyingProducer.At.values());

    @TempDir
    private static Path brokerDir;

    @TempDir
    private Path dir;

    private static @Nullable EmbeddedBroker started;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Producer<byte[], byte[]>> corpses = new ArrayList<>();

    @BeforeAll
    static void start() {
        started = EmbeddedBroker.start(brokerDir, 0);
        createTopics(started);
    }

    @AfterAll
    static void stop() {
        broker().close();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("anchorwatch.seeds", 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theTopicHoldsEveryLineOnceHoweverOftenTheTailerDies(long seed) throws IOException {
        Random random = new Random(seed);
        String cluster = "kills-" + seed;
        RotatingLog log = new RotatingLog(dir);
        for (int life = 0; life < 14; life++) {
            AuditLogTailer tailer =
                    tailer(cluster, log.active, DEATHS.get(life % DEATHS.size()), 1 + random.nextInt(2));
            for (int i = 0; i < 4; i++) {
                log.write(random.nextInt(30));
                if (random.nextInt(3) == 0) {
                    log.rotate();
                }
                tailer.attempt();
            }
        }
        log.write(1);
        AuditLogTailer last = tailer(cluster, log.active, DyingProducer.At.NEVER, 1);
        for (int i = 0; i < 200 && last.attempt().isZero(); i++) {
            assertThat(i).isLessThan(199);
        }
        assertThat(committed(EventTopics.AUDIT, cluster)).isEqualTo(log.written);
        corpses.forEach(c -> c.close(Duration.ZERO));
    }

    @Test
    void badLinesComeToTheDeadLettersWithTheirPlace() throws IOException {
        Path file = dir.resolve("audit.log");
        Files.writeString(file, AuditLines.event("x", 1) + "\n{nonsense\n");
        AuditLogTailer tailer = tailer("bad", file, DyingProducer.At.NEVER, 1);
        assertThat(tailer.attempt()).isZero();
        assertThat(committed(EventTopics.AUDIT, "bad")).containsExactly("x");
        assertThat(committed(EventTopics.DEAD_LETTERS, "bad")).containsExactly("node1/audit.log:2");
    }

    @Test
    void linesWrittenWhileKafkaIsAwayComeWhenItIsBack(@TempDir Path otherDir) throws Exception {
        EmbeddedBroker other = EmbeddedBroker.start(otherDir, 0);
        int port = other.port();
        createTopics(other);
        RotatingLog log = new RotatingLog(dir);
        TailOptions options = TailOptions.of(
                "away",
                "node1",
                log.active,
                Map.of(
                        "bootstrap.servers",
                        other.bootstrapServers(),
                        "max.block.ms",
                        2000,
                        "default.api.timeout.ms",
                        2000,
                        "request.timeout.ms",
                        1000,
                        "delivery.timeout.ms",
                        2000,
                        "linger.ms",
                        0));
        AuditLogTailer tailer = new AuditLogTailer(options, registry, InstantSource.system(), new Random(1));
        Thread thread = new Thread(tailer, "tailer");
        thread.start();
        log.write(10);
        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> registry.counter("anchorwatch_tail_lines_published", "cluster", "away", "source", "node1")
                                .count()
                        == 10);
        other.close();
        log.write(10);
        log.rotate();
        log.write(10);
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> registry.counter("anchorwatch_tail_retries", "cluster", "away", "source", "node1")
                                .count()
                        >= 1);
        try (EmbeddedBroker back = EmbeddedBroker.start(otherDir, port)) {
            await().atMost(120, TimeUnit.SECONDS)
                    .until(() -> committed(back, EventTopics.AUDIT, "away").size() >= 30);
            assertThat(committed(back, EventTopics.AUDIT, "away")).isEqualTo(log.written);
            tailer.close();
            thread.join(30_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private AuditLogTailer tailer(String cluster, Path file, DyingProducer.At at, int nth) {
        TailOptions options = TailOptions.of(
                        cluster, "node1", file, Map.of("bootstrap.servers", broker().bootstrapServers()))
                .withMaxLines(20);
        int[] lives = {0};
        KafkaTailOutput output = new KafkaTailOutput(options.id(), options.kafka(), config -> {
            Producer<byte[], byte[]> real =
                    new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
            corpses.add(real);
            return lives[0]++ == 0 ? DyingProducer.of(real, at, nth) : real;
        });
        return new AuditLogTailer(options, output, registry, InstantSource.system(), new Random(1));
    }

    private static List<String> committed(String topic, String cluster) {
        return committed(broker(), topic, cluster);
    }

    /** Audit ids, or origins of dead letters, in the order of their numbers; each partition must have them so already. */
    private static List<String> committed(EmbeddedBroker from, String topic, String cluster) {
        List<ConsumerRecord<String, String>> all = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", from.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                consumer.poll(Duration.ofSeconds(1)).forEach(all::add);
            }
        }
        for (int p = 0; p < 3; p++) {
            int partition = p;
            assertThat(all.stream()
                            .filter(r -> r.partition() == partition && r.key().startsWith(cluster + "/a"))
                            .map(ConsumerRecord::timestamp))
                    .isSorted();
        }
        return all.stream()
                .filter(r -> r.key().startsWith(cluster + "/"))
                .sorted(Comparator.comparingLong(ConsumerRecord::timestamp))
                .map(r -> r.key().substring(cluster.length() + 1))
                .toList();
    }

    private static EmbeddedBroker broker() {
        return Objects.requireNonNull(started);
    }

    private static void createTopics(EmbeddedBroker on) {
        on.createTopics(List.of(
                new NewTopic(EventTopics.AUDIT, 3, (short) 1).configs(EventTopics.CONFIG),
                new NewTopic(EventTopics.DEAD_LETTERS, 1, (short) 1).configs(EventTopics.CONFIG)));
    }
}
