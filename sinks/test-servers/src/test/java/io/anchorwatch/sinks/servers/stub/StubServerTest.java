// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.stub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StubServerTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final StubServer server = new StubServer(new StubSetup(InstantSource.fixed(NOON), null), request -> {
                handled.add(request.text());
                return StubAnswer.text(200, "taken");
            })
            .start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shows_the_handler_what_was_zipped() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write("hello".repeat(1000).getBytes(UTF_8));
        }
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(server.url().resolve("/a?b=c%20d"))
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(zipped.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("taken");
        assertThat(handled).containsExactly("hello".repeat(1000));
        StubRequest request = server.requests().get(0);
        assertThat(request.wire()).hasSizeLessThan(request.body().length);
        assertThat(request.path()).isEqualTo("/a");
        assertThat(request.query()).containsEntry("b", "c d");
    }

    @Test
    void reads_a_body_in_chunks() throws Exception {
        byte[] body = "x".repeat(100_000).getBytes(UTF_8);
        HttpRequest request = HttpRequest.newBuilder(server.url())
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        assertThat(handled.get(0)).hasSize(100_000);
    }

    @Test
    void keeps_the_connection() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(post("a").statusCode()).isEqualTo(200);
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void resets_in_the_middle_of_as_many_bodies_as_told() throws Exception {
        server.faults().resetMidBody(2);
        assertThatThrownBy(() -> post("x".repeat(1000))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> post("x".repeat(1000))).isInstanceOf(IOException.class);
        assertThat(handled).isEmpty();
        assertThat(post("y").statusCode()).isEqualTo(200);
        assertThat(handled).containsExactly("y");
    }

    @Test
    void takes_the_request_whose_answer_it_cuts() throws Exception {
        server.faults().closeMidAnswer(1);
        assertThatThrownBy(() -> post("x")).isInstanceOf(IOException.class);
        assertThat(handled).containsExactly("x");
        assertThat(post("y").body()).isEqualTo("taken");
    }

    @Test
    void asks_for_patience_as_often_as_told() throws Exception {
        server.faults().tooMany(1, Duration.ofSeconds(7));
        HttpResponse<String> answer = post("x");
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(post("x").statusCode()).isEqualTo(200);
        assertThat(handled).hasSize(1);
    }

    @Test
    void fails_until_told_to_stop() throws Exception {
        server.faults().failing(true);
        assertThat(post("x").statusCode()).isEqualTo(503);
        server.faults().failing(502);
        assertThat(post("x").statusCode()).isEqualTo(502);
        server.faults().failing(false);
        assertThat(post("x").statusCode()).isEqualTo(200);
    }

    @Test
    void hangs_until_told_to_stop() throws Exception {
        server.faults().hang(true);
        assertThatThrownBy(() -> post("x")).isInstanceOf(HttpTimeoutException.class);
        server.faults().hang(false);
        assertThat(post("y").statusCode()).isEqualTo(200);
        assertThat(handled).containsExactly("y");
    }

    @Test
    void tells_the_time_of_its_own_clock() throws Exception {
        server.faults().clockSkew(Duration.ofMinutes(-10));
        assertThat(post("x").headers().firstValue("Date")).contains("Fri, 2 Jan 2026 11:50:00 GMT");
    }

    @Test
    void speaks_tls_and_resets_there_too() throws Exception {
        StubTls tls = StubTls.create();
        try (StubServer secure =
                new StubServer(StubSetup.secure(tls), request -> StubAnswer.text(200, "safe")).start()) {
            HttpClient trusting =
                    HttpClient.newBuilder().sslContext(tls.clientContext()).build();
            HttpRequest request = HttpRequest.newBuilder(secure.url())
                    .POST(BodyPublishers.ofString("x".repeat(1000)))
                    .build();
            assertThat(trusting.send(request, BodyHandlers.ofString()).body()).isEqualTo("safe");
            secure.faults().resetMidBody(1);
            assertThatThrownBy(() -> trusting.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    private HttpResponse<String> post(String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.url())
                .timeout(Duration.ofSeconds(1))
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
