// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What an attacker or a broken sender may post to the whole service: its neighbours in the batch must come through. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileInputTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ServicePlace place;
    private final ChildJvm service;

    HostileInputTest(@TempDir Path dir) throws Exception {
        place = ServicePlace.allInOne(dir);
        service = place.start();
        Operations.of(place).awaitReady(PATIENCE);
    }

    @AfterAll
    void stop() throws Exception {
        assertThat(service.terminate()).isIn(0, 143);
    }

    /** After each: the service is well, the books balance, and an ordinary event is still judged. */
    @AfterEach
    void theNextEventIsJudged(TestInfo test) throws Exception {
        String id = "after-" + test.getDisplayName();
        assertThat(post(list(event(id, "")))).isEqualTo(200);
        awaitJudged(id);
        assertThat(Operations.of(place).get("/readyz").statusCode()).isEqualTo(200);
    }

    private static String event(String auditId, String members) {
        return event(auditId, "ResponseComplete", "get", members);
    }

    private static String event(String auditId, String stage, String verb, String members) {
        return "{\"level\":\"RequestResponse\",\"auditID\":\"" + auditId + "\",\"stage\":\"" + stage + "\",\"verb\":\""
                + verb + "\",\"user\":{\"username\":\"mallory\"},\"responseStatus\":{\"code\":200}," + members
                + "\"requestReceivedTimestamp\":\"2026-11-24T00:03:47.619694Z\","
                + "\"stageTimestamp\":\"2026-11-24T00:03:47.620174Z\"}";
    }

    private static byte[] list(String... items) {
        return utf8(Recording.body(List.of(items)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private int post(byte[] body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(ApiServer.webhook(place))
                .timeout(Duration.ofSeconds(30))
                .setHeader("Authorization", "Bearer " + ServicePlace.TOKEN)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    /** On the audit topic, and the job has read that far. */
    private void awaitJudged(String... auditIds) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<String> keys = Topic.read(place.bootstrap(), EventTopics.AUDIT).stream()
                    .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                    .toList();
            assertThat(keys)
                    .contains(Arrays.stream(auditIds)
                            .map(id -> EventTopics.auditKey(ServicePlace.CLUSTER, id))
                            .toArray(String[]::new));
            Conservation metrics = new Conservation(Operations.of(place).metrics());
            metrics.holds();
            assertThat(metrics.consumed()).isEqualTo(keys.size());
            assertThat(metrics.job("evaluated") + metrics.job("repeated")).isEqualTo(keys.size());
        });
    }

    private List<String> deadLetterReasons() {
        return Topic.read(place.bootstrap(), EventTopics.DEAD_LETTERS).stream()
                .map(record -> Topic.header(record, EventTopics.REASON))
                .toList();
    }

    private String value(String auditId) {
        byte[] key = utf8(EventTopics.auditKey(ServicePlace.CLUSTER, auditId));
        return Topic.read(place.bootstrap(), EventTopics.AUDIT).stream()
                .filter(record -> Arrays.equals(record.key(), key))
                .map(ConsumerRecord::value)
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    private void passes(String name, String hostileMembers) throws Exception {
        assertThat(post(list(event(name + "-left", ""), event(name, hostileMembers), event(name + "-right", ""))))
                .isEqualTo(200);
        awaitJudged(name + "-left", name, name + "-right");
    }

    @Test
    void whatIsNotJsonIsRefusedAndKept() throws Exception {
        assertThat(post(utf8("<events/>"))).isEqualTo(400);
        assertThat(deadLetterReasons()).anyMatch(reason -> reason.contains("(9 bytes received)"));
    }

    @Test
    void truncatedGzipIsRefused() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(list(event("gzipped", "")));
        }
        byte[] half = Arrays.copyOf(out.toByteArray(), out.size() / 2);
        assertThat(post(half, "Content-Encoding", "gzip")).isEqualTo(400);
        assertThat(post(out.toByteArray(), "Content-Encoding", "gzip")).isEqualTo(200);
        awaitJudged("gzipped");
    }

    @Test
    void anEventOf30MebibytesLosesItsBodyAndNothingElse() throws Exception {
        passes("huge", "\"requestObject\":{\"data\":\"" + "x".repeat(30 << 20) + "\"},");
        assertThat(value("huge")).hasSizeLessThan(1 << 20).contains("mallory", "event-too-large");
    }

    @Test
    void anEventNested10000DeepLosesItsBodyAndNothingElse() throws Exception {
        passes("deep", "\"requestObject\":" + "[".repeat(10_000) + "]".repeat(10_000) + ",");
        assertThat(value("deep")).hasSizeLessThan(2000).contains("mallory", "nesting-too-deep");
    }

    @Test
    void loneSurrogatesPass() throws Exception {
        passes("surrogate", "\"userAgent\":\"a\\ud800b\\udc00\",");
    }

    @Test
    void nulPasses() throws Exception {
        passes("nul", "\"userAgent\":\"a\\u0000b\",");
    }

    @Test
    void anUnknownStageIsADeadLetterAndItsNeighboursPass() throws Exception {
        assertThat(post(list(
                        event("stage-left", ""), event("stage", "ResponseMaybe", "get", ""), event("stage-right", ""))))
                .isEqualTo(200);
        awaitJudged("stage-left", "stage-right");
        assertThat(value("stage")).isEmpty();
        assertThat(deadLetterReasons()).anyMatch(reason -> reason.contains("stage"));
    }

    @Test
    void anotherVersionOfEventListIsRefused() throws Exception {
        String body = Recording.body(List.of(event("version", ""))).replace("audit.k8s.io/v1", "audit.k8s.io/v2");
        assertThat(post(utf8(body))).isEqualTo(400);
        assertThat(value("version")).isEmpty();
    }

    @Test
    void aWrongTokenIsRefused() throws Exception {
        assertThat(post(list(event("token", "")), "Authorization", "Bearer " + ServicePlace.TOKEN + "x"))
                .isEqualTo(401);
        assertThat(value("token")).isEmpty();
    }

    @Test
    void aReusedAuditIdIsToldAndBothRequestsAreJudged() throws Exception {
        String first = event("reused", "ResponseComplete", "get", "");
        String second =
                event("reused", "ResponseComplete", "delete", "\"requestURI\":\"/api/v1/namespaces/a/pods/b\",");
        double before = new Conservation(Operations.of(place).metrics()).job("evaluated");
        assertThat(post(list(first, second))).isEqualTo(200);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(new Conservation(Operations.of(place).metrics()).job("evaluated"))
                    .isEqualTo(before + 2);
            assertThat(Topic.read(place.bootstrap(), AlertTopics.ALERTS))
                    .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .anyMatch(alert -> alert.contains("audit-id-reused") && alert.contains("reused"));
        });
    }
}
