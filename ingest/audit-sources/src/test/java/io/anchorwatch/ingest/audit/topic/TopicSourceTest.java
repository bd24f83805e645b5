// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.ingest.audit.AuditLines;
import io.anchorwatch.ingest.audit.topic.MessageSource.Message;
import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.provider.Provider;
import io.anchorwatch.ingest.publish.EventPublisher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicSourceTest {

    private static final int EVENTS = 600;

    @TempDir
    private static Path dir;

    private static @Nullable EmbeddedBroker started;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Stored stored = new Stored();

    @BeforeAll
    static void start() {
        started = EmbeddedBroker.start(dir, 0);
    }

    @AfterAll
    static void stop() {
        broker().close();
    }

    @Test
    void everythingInTheTopicComesAndWhatIsNoEventIsCounted() {
        String topic = topic("insights-logs-kube-audit");
        send(
                topic,
                List.of(
                        "{\"records\":[" + record("kube-audit", AuditLines.event("a", 1)) + ","
                                + record("cluster-autoscaler", "I0301") + "," + record("kube-audit", "{torn") + "]}",
                        "no json"));
        try (TopicSource source = source(topic, Optional.of(Provider.AKS))) {
            until(source, 1);
            assertThat(stored.of(EventTopics.AUDIT))
                    .singleElement()
                    .satisfies(event -> assertThat(event.key()).startsWith("prod-aks/"));
            assertThat(stored.of(EventTopics.DEAD_LETTERS))
                    .singleElement()
                    .satisfies(dead ->
                            assertThat(dead.headers().get(EventTopics.ORIGIN)).matches(topic + "/\\d/\\d#2"));
        }
        assertThat(count("read")).isEqualTo(4);
        assertThat(count("passed_over")).isEqualTo(2);
        assertThat(count("read")).isEqualTo(count("published") + count("dead_lettered") + count("passed_over"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whatIsNotTakenAndWhatDiesComesAgainUnderTheSameIds(long seed) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            messages.add(new Message(AuditLines.event("e" + i, i).getBytes(UTF_8), "plain/0/" + i));
        }
        DyingSource queue = new DyingSource(messages, new Random(seed));
        stored.random = new Random(seed);
        TopicSource source = new TopicSource(
                config("plain", Optional.empty()),
                queue::open,
                stored,
                registry,
                InstantSource.system(),
                new Random(1));
        for (int step = 0; queue.confirmed() < EVENTS; step++) {
            assertThat(step).isLessThan(10_000);
            source.attempt();
        }
        assertThat(ids()).hasSize(EVENTS);
        assertThat(stored.of(EventTopics.AUDIT)).hasSizeGreaterThan(EVENTS);
        assertThat(count("read"))
                .isEqualTo(count("published") + count("dead_lettered") + count("passed_over") + count("given_back"));
        assertThat(count("given_back")).isPositive();
    }

    private void until(TopicSource source, int events) {
        await().atMost(Duration.ofSeconds(90)).until(() -> {
            source.attempt();
            return ids().size() >= events;
        });
    }

    private Set<String> ids() {
        Set<String> ids = new HashSet<>();
        stored.of(EventTopics.AUDIT).forEach(record -> ids.add(record.headers().get(EventTopics.CE_ID)));
        return ids;
    }

    private double count(String what) {
        return registry.counter("anchorwatch_topic_items_" + what, "source", "test")
                .count();
    }

    private TopicSource source(String topic, Optional<Provider> format) {
        return new TopicSource(config(topic, format), stored, registry, InstantSource.system(), new Random(1));
    }

    private static TopicSourceConfig config(String topic, Optional<Provider> format) {
        return new TopicSourceConfig(
                "test", format, Optional.empty(), topic, Map.of("bootstrap.servers", broker().bootstrapServers()));
    }

    private static String topic(String name) {
        broker().createTopics(List.of(new NewTopic(name, 2, (short) 1)));
        return name;
    }

    private static void send(String topic, List<String> messages) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            messages.forEach(message -> assertThat(producer.send(new ProducerRecord<>(topic, message.getBytes(UTF_8))))
                    .succeedsWithin(Duration.ofSeconds(20)));
        }
    }

    private static String record(String category, String log) {
        return "{\"category\":\"" + category
                + "\",\"resourceId\":\"/X/MANAGEDCLUSTERS/PROD-AKS\",\"properties\":{\"log\":"
                + JsonNodeFactory.instance.textNode(log) + "}}";
    }

    private static EmbeddedBroker broker() {
        EmbeddedBroker broker = started;
        if (broker == null) {
            throw new IllegalStateException("not started");
        }
        return broker;
    }

    /** Keeps what it takes, and refuses some batches when it has a die to throw. */
    private static final class Stored implements EventPublisher {

        private final List<EventRecord> records = new CopyOnWriteArrayList<>();
        private @Nullable Random random;

        List<EventRecord> of(String topic) {
            return records.stream()
                    .filter(record -> record.topic().equals(topic))
                    .toList();
        }

        @Override
        public CompletableFuture<Void> publish(List<EventRecord> batch) {
            if (random != null && random.nextInt(4) == 0) {
                return CompletableFuture.failedFuture(new IllegalStateException("away"));
            }
            records.addAll(batch);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }
}
