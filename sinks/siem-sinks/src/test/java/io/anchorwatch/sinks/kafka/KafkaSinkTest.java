// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.kafka;

import static io.anchorwatch.sinks.TestAlerts.alert;
import static io.anchorwatch.sinks.TestAlerts.alerts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.sinks.AlertSinkContract;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.siem.Hostile;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real broker. */
class KafkaSinkTest {

    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Nested
    class Contract extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() throws IOException {
            return new KafkaUnderTest(broker, AlertFormats.JSON, Map.of());
        }
    }

    @Test
    void a_record_is_keyed_by_finding_and_says_what_it_is() throws IOException {
        try (KafkaUnderTest tested = new KafkaUnderTest(broker, AlertFormats.ECS, Map.of())) {
            tested.sink().deliver(List.of(alert("a", "f")));
            ConsumerRecord<byte[], byte[]> record = tested.records().get(0);
            assertThat(new String(record.key(), UTF_8)).isEqualTo("f");
            assertThat(KafkaUnderTest.header(record, "ce_id")).isEqualTo("a");
            assertThat(KafkaUnderTest.header(record, "ce_type")).isEqualTo("io.anchorwatch.alert.v1");
            assertThat(KafkaUnderTest.header(record, "schema")).isEqualTo("ecs/9.4");
            assertThat(record.headers()).extracting(header -> header.key()).doesNotHaveDuplicates();
        }
    }

    @Test
    void hostile_texts_arrive_whole() throws IOException {
        try (KafkaUnderTest tested = new KafkaUnderTest(broker, AlertFormats.OCSF, Map.of())) {
            List<Alert> corpus = Hostile.everywhere();
            assertThat(tested.sink().deliver(corpus)).containsOnly(DeliveryResult.delivered());
            assertThat(tested.records()).hasSize(corpus.size());
        }
    }

    @Test
    void a_record_the_broker_finds_too_large_is_rejected_and_its_neighbours_go() throws IOException {
        try (KafkaUnderTest tested =
                new KafkaUnderTest(broker, AlertFormats.JSON, Map.of("max.message.bytes", "3000"))) {
            List<DeliveryResult> results =
                    tested.sink().deliver(List.of(alert("a"), alert("b", incompressible(9000)), alert("c")));
            assertThat(results.get(1)).isInstanceOf(Rejected.class);
            assertThat(results.get(0)).isEqualTo(DeliveryResult.delivered());
            assertThat(results.get(2)).isEqualTo(DeliveryResult.delivered());
            assertThat(tested.ids()).containsExactly("a", "c");
        }
    }

    @Test
    void a_refusal_by_the_cluster_makes_alerts_wait_and_replaces_the_producer() {
        KafkaConfig config = KafkaUnderTest.config("t", AlertFormats.JSON);
        TopicAuthorizationException refused = new TopicAuthorizationException("no");
        assertThat(KafkaVerdict.of(refused, config))
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.reason()).contains("let the sink's user write"));
        assertThat(KafkaVerdict.breaksProducer(refused)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void credentials_that_brokers_refuse_hold_alerts_and_are_asked_for_again(boolean another) {
        AtomicInteger asked = new AtomicInteger();
        Secret login = Secret.current(() -> "org.apache.kafka.common.security.plain.PlainLoginModule required"
                + " username=\"u\" password=\"p4ss" + asked.incrementAndGet() + "\";");
        KafkaConfig config = new KafkaConfig(
                "kafka",
                another ? Optional.of(broker.bootstrapServers()) : Optional.empty(),
                "refused",
                AlertFormats.JSON,
                Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "PLAIN"),
                Map.of("sasl.jaas.config", login),
                List.of(),
                another ? List.of("127.0.0.0/8") : List.of(),
                Duration.ofSeconds(2));
        try (KafkaSink sink = new KafkaSink(config, Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            for (int tries = 1; tries <= 2; tries++) {
                assertThat(sink.deliver(alerts("a", 3, 3)))
                        .hasSize(3)
                        .allSatisfy(result -> assertThat(result)
                                .isInstanceOfSatisfying(
                                        Retry.class,
                                        retry -> assertThat(retry.reason())
                                                .contains("refuse the credentials, renew them")
                                                .doesNotContain("p4ss")));
                assertThat(asked).hasValue(tries);
            }
        }
    }

    @Test
    void brokers_of_another_cluster_are_behind_the_address_policy() {
        assertThat(elsewhere(List.of()).get(0))
                .isInstanceOfSatisfying(
                        Retry.class,
                        retry ->
                                assertThat(retry.reason()).contains("refuses to connect to 127.0.0.1", "allowedCidrs"));
        assertThat(elsewhere(List.of("127.0.0.0/8"))).containsOnly(DeliveryResult.delivered());
    }

    private static List<DeliveryResult> elsewhere(List<String> cidrs) {
        broker.createTopics(List.of(new NewTopic("elsewhere", 1, (short) 1)));
        KafkaConfig config = new KafkaConfig(
                "kafka",
                Optional.of(broker.bootstrapServers()),
                "elsewhere",
                AlertFormats.JSON,
                Map.of(),
                Map.of(),
                List.of(),
                cidrs,
                Duration.ofSeconds(5));
        try (KafkaSink sink = new KafkaSink(config, Map.of())) {
            assertThat(sink.probe().isPresent()).isEqualTo(cidrs.isEmpty());
            return sink.deliver(alerts("a", 2, 2));
        }
    }

    @Test
    void brokers_that_cannot_be_reached_cost_one_wait_a_batch_and_not_one_an_alert() throws IOException {
        KafkaConfig patient = new KafkaConfig(
                "kafka",
                Optional.empty(),
                "t",
                AlertFormats.JSON,
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                Duration.ofSeconds(1));
        try (ServerSocket silent = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
                KafkaSink sink =
                        new KafkaSink(patient, Map.of("bootstrap.servers", "127.0.0.1:" + silent.getLocalPort()))) {
            CompletableFuture<List<DeliveryResult>> results =
                    CompletableFuture.supplyAsync(() -> sink.deliver(alerts("a", 60, 60)));
            await().atMost(Duration.ofSeconds(30)).until(results::isDone);
            assertThat(results.join()).hasSize(60).allMatch(Retry.class::isInstance);
        }
    }

    @Test
    void the_topic_that_alerts_are_read_from_is_refused() {
        assertThat(KafkaUnderTest.config("anchorwatch.alerts", AlertFormats.JSON)
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("topic"));
        assertThat(new KafkaConfig(
                                "k",
                                Optional.of("other:9092"),
                                "anchorwatch.alerts",
                                AlertFormats.JSON,
                                Map.of("acks", "0"),
                                Map.of(),
                                List.of(),
                                List.of(),
                                Duration.ofSeconds(2))
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("client.acks"));
    }

    @Test
    void the_probe_finds_the_topic_or_says_what_is_missing() throws IOException {
        try (KafkaUnderTest tested = new KafkaUnderTest(broker, AlertFormats.JSON, Map.of())) {
            assertThat(tested.sink().probe()).isEmpty();
            tested.dropTopic();
            assertThat(tested.sink().deliver(alerts("a", 1, 1)).get(0)).isInstanceOf(Retry.class);
        }
    }

    private static String incompressible(int length) {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(Integer.toString(random.nextInt(36), 36));
        }
        return text.toString();
    }
}
