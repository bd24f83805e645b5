// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.publish.TopicSetup;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The receiver, the real codec and a real broker. */
final class WebhookReceiverTest {

    @TempDir
    private static Path brokerDir;

    private static EmbeddedBroker broker;

    @TempDir
    private Path spoolDir;

    private Harness harness;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = EmbeddedBroker.start(brokerDir, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicSetup setup = new TopicSetup(2, (short) 1, Duration.ofDays(3));
            assertThat(setup.ensure(admin)).isEmpty();
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void startReceiver() throws Exception {
        harness = Harness.onKafka(broker.bootstrapServers(), spoolDir);
    }

    @AfterEach
    void stopReceiver() {
        harness.close();
    }

    @Test
    void writesEachEventAsTheTopicContractSays() throws Exception {
        assertThat(harness.post(Batches.list(Batches.event("contract"))).statusCode())
                .isEqualTo(200);
        ConsumerRecord<String, String> found = TopicReader.read(broker.bootstrapServers(), EventTopics.AUDIT).stream()
                .filter(r -> r.key().equals("prod/contract"))
                .findFirst()
                .orElseThrow();
        assertThat(found.value()).isEqualTo(Batches.event("contract"));
        assertThat(found.timestamp())
                .isEqualTo(Instant.parse("2026-11-24T00:03:47.620Z").toEpochMilli());
        assertThat(TopicReader.header(found, EventTopics.CE_TYPE)).isEqualTo(EventTopics.AUDIT_TYPE);
        assertThat(TopicReader.header(found, EventTopics.CE_ID)).hasSize(40);
        assertThat(TopicReader.header(found, EventTopics.CE_TIME)).isEqualTo("2026-11-24T00:03:47.620174Z");
        assertThat(TopicReader.header(found, EventTopics.RECEIVED_AT)).isNotEmpty();
    }

    @Test
    void takesGzipAndAnEmptyList() throws Exception {
        List<String> ids = Batches.ids("gzip", 300);
        assertThat(harness.post(Batches.gzip(Batches.listOf(ids)), "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(200);
        assertThat(harness.post(Batches.list()).statusCode()).isEqualTo(200);
        assertThat(TopicReader.auditIds(broker.bootstrapServers(), "prod")).containsAll(ids);
        assertThat(harness.received()).isEqualTo(300);
    }

    @Test
    void refusesAGzipBomb() throws Exception {
        byte[] bomb = Batches.gzip(new byte[40 << 20]);
        HttpResponse<String> answer = harness.post(bomb, "Content-Encoding", "gzip");
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("inflates to over 100 times");
        assertThat(harness.refused(Refusal.TOO_LARGE)).isEqualTo(1);
    }

    @Test
    void refusesABodyOverTheLimit() throws Exception {
        HttpResponse<String> answer = harness.post(new byte[49 << 20]);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("--audit-webhook-batch-max-size");
    }

    @Test
    void refusesTruncatedGzipAndKeepsItAsADeadLetter() throws Exception {
        byte[] whole = Batches.gzip(Batches.listOf(Batches.ids("cut", 50)));
        int before = deadLetters().size();
        HttpResponse<String> answer = harness.post(Arrays.copyOf(whole, whole.length / 2), "Content-Encoding", "gzip");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("not whole gzip data");
        assertThat(deadLetters()).hasSize(before + 1);
        assertThat(harness.refused(Refusal.BROKEN_BODY)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "",
                "[]",
                "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"items\":[{\"auditID\":\"a\"}",
                "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"items\":[]} {}",
                "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1beta1\",\"items\":[]}",
                "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"audit.k8s.io/v1\"}"
            })
    void refusesWhatIsNoEventListAndSaysWhatToDo(String body) throws Exception {
        int before = deadLetters().size();
        HttpResponse<String> answer = harness.post(Batches.utf8(body));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"kind\":\"Status\"").containsAnyOf("audit.k8s.io/v1", "audit webhook");
        assertThat(deadLetters()).hasSize(before + 1);
        assertThat(harness.refused(Refusal.NOT_AN_EVENT_LIST)).isEqualTo(1);
    }

    @Test
    void salvagesAnEventOfThirtyMebibytesAndItsNeighbours() throws Exception {
        String large = "\"requestObject\":{\"data\":\"" + "x".repeat(30 << 20) + "\"}";
        assertNeighboursPass("large", Batches.event("large", "ResponseComplete", large), true);
    }

    @Test
    void salvagesAnEventOfDepthTenThousandAndItsNeighbours() throws Exception {
        String deep = "\"requestObject\":" + "[".repeat(10_000) + "]".repeat(10_000);
        assertNeighboursPass("deep", Batches.event("deep", "ResponseComplete", deep), true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "a\\u0000b", "a\u0000b", "\\\\\\\" ]}"})
    void takesHostileTextAndItsNeighbours(String text) throws Exception {
        String id = "text" + text.hashCode();
        assertNeighboursPass(id, Batches.event(id, "ResponseComplete", "\"userAgent\":\"" + text + "\""), true);
    }

    @Test
    void deadLettersAnUnknownStageButNotItsNeighbours() throws Exception {
        assertNeighboursPass("stage", Batches.event("stage", "Imagined", "\"verb\":\"get\""), false);
        assertThat(deadLetters()).anySatisfy(letter -> {
            assertThat(TopicReader.header(letter, EventTopics.ORIGIN)).isEqualTo("webhook/prod");
            assertThat(letter.value()).contains("Imagined");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "\"text\"", "[1]"})
    void deadLettersAnItemThatIsNoObjectButNotItsNeighbours(String item) throws Exception {
        assertNeighboursPass("scalar" + item.hashCode(), item, false);
    }

    private void assertNeighboursPass(String id, String item, boolean usable) throws Exception {
        int before = deadLetters().size();
        byte[] body = Batches.list(Batches.event(id + "-left"), item, Batches.event(id + "-right"));
        assertThat(harness.post(body).statusCode()).isEqualTo(200);
        List<String> found = TopicReader.auditIds(broker.bootstrapServers(), "prod");
        assertThat(found).contains(id + "-left", id + "-right");
        assertThat(found.contains(id)).isEqualTo(usable);
        assertThat(deadLetters()).hasSize(usable ? before : before + 1);
        assertThat(harness.received()).isEqualTo(3);
        assertThat(harness.count("published")).isEqualTo(3);
    }

    private static List<ConsumerRecord<String, String>> deadLetters() {
        return TopicReader.deadLetters(broker.bootstrapServers(), "prod");
    }
}
