// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when callers or the disk are not as they should be. */
final class WebhookLimitsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ReceiverLimits SMALL =
            new ReceiverLimits(1 << 20, 1 << 20, 100, 50, 2, 1 << 20, Duration.ofSeconds(1));

    @TempDir
    private Path dir;

    private final MemoryPublisher publisher = new MemoryPublisher();

    @Test
    void givesASlowBodyUpAndServesOthersMeanwhile() throws Exception {
        try (Harness harness = new Harness(publisher, dir, 1 << 20, 0, SMALL);
                Socket slow = openPost(harness)) {
            assertThat(harness.post(Batches.list(Batches.event("quick"))).statusCode())
                    .isEqualTo(200);
            String answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 408");
            assertThat(harness.refused(Refusal.SLOW_BODY)).isEqualTo(1);
        }
    }

    @Test
    void givesADrippingBodyUp() throws Exception {
        try (Harness harness = new Harness(publisher, dir, 1 << 20, 0, SMALL);
                Socket slow = openPost(harness)) {
            OutputStream out = slow.getOutputStream();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
                if (harness.refused(Refusal.SLOW_BODY) == 0) {
                    out.write(' ');
                    out.flush();
                }
                return harness.refused(Refusal.SLOW_BODY) == 1;
            });
        }
    }

    private static Socket openPost(Harness harness) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), harness.ingest.port());
        String head = "POST /v1/audit/prod HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Harness.PROD_TOKEN
                + "\r\nContent-Length: 100000\r\n\r\n{";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    @Test
    void answers503WithRetryAfterWhenOverloaded() throws Exception {
        publisher.silent = true;
        try (Harness harness = new Harness(publisher, dir, 1 << 20, 0, SMALL)) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String id = "overload" + i;
                answers.add(CompletableFuture.supplyAsync(() -> postUnchecked(harness, id)));
            }
            List<HttpResponse<String>> all =
                    answers.stream().map(CompletableFuture::join).toList();
            assertThat(all).allMatch(a -> a.statusCode() == 200 || a.statusCode() == 503);
            assertThat(all.stream().filter(a -> a.statusCode() == 503))
                    .isNotEmpty()
                    .allMatch(a ->
                            a.headers().firstValue("Retry-After").orElse("").equals("3"));
            assertThat(harness.refused(Refusal.OVERLOADED)).isPositive();
            double spooled = harness.count("spooled");
            publisher.silent = false;
            await().atMost(Duration.ofSeconds(60)).until(harness.spool::isEmpty);
            assertThat(publisher.published).hasSize((int) spooled);
        }
    }

    @Test
    void answersTheRequestsItHasBeforeItStops() throws Exception {
        publisher.silent = true;
        try (Harness harness = new Harness(publisher, dir, 1 << 20, 0, SMALL)) {
            CompletableFuture<HttpResponse<String>> answer =
                    CompletableFuture.supplyAsync(() -> postUnchecked(harness, "last"));
            await().atMost(PATIENCE).until(() -> harness.received() == 1);
            harness.ingest.stopReceiving();
            assertThat(answer.get().statusCode()).isEqualTo(200);
            assertThat(harness.spool.records()).isEqualTo(1);
        }
    }

    private static HttpResponse<String> postUnchecked(Harness harness, String id) {
        try {
            return harness.post(Batches.list(Batches.event(id)));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void answers503WhenNeitherKafkaNorTheSpoolTakesTheBatch() throws Exception {
        publisher.silent = true;
        try (Harness harness = new Harness(publisher, dir, 10, 0, SMALL)) {
            HttpResponse<String> answer = harness.post(Batches.list(Batches.event("a"), Batches.event("b")));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("3");
            assertThat(answer.body()).contains("is full");
            assertThat(harness.count("rejected")).isEqualTo(2);
            assertThat(harness.received()).isEqualTo(2);
        }
    }

    @Test
    void refusesTooManyItemsAndKeepsTheBodyAsADeadLetter() throws Exception {
        try (Harness harness = new Harness(publisher, dir, 1 << 20, 0, SMALL)) {
            assertThat(harness.post(Batches.listOf(Batches.ids("many", 51))).statusCode())
                    .isEqualTo(413);
            assertThat(publisher.published)
                    .singleElement()
                    .satisfies(r -> assertThat(r.topic()).isEqualTo("anchorwatch.dead-letters"));
        }
    }

    @Test
    void refusesMoreBytesThanItWillHoldAtATime() throws Exception {
        ReceiverLimits tight = new ReceiverLimits(8 << 20, 8 << 20, 100, 50, 2, 8 << 20, Duration.ofSeconds(5));
        try (Harness harness = new Harness(publisher, dir, 1 << 20, 0, tight)) {
            MemoryBudget budget = new MemoryBudget(100);
            try (MemoryBudget.Lease one = budget.lease();
                    MemoryBudget.Lease two = budget.lease()) {
                assertThat(one.take(60)).isTrue();
                assertThat(two.take(60)).isFalse();
            }
            try (MemoryBudget.Lease again = budget.lease()) {
                assertThat(again.take(100)).isTrue();
            }
            assertThat(harness.post(Batches.list(Batches.event("a"))).statusCode())
                    .isEqualTo(200);
        }
    }
}
