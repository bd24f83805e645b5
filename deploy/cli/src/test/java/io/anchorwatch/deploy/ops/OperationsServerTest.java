// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OperationsServerTest {

    private static final HealthCheck WELL = Optional::empty;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CountDownLatch never = new CountDownLatch(1);
    private Optional<OperationsServer> server = Optional.empty();

    @AfterEach
    void stop() {
        server.ifPresent(OperationsServer::close);
    }

    private HttpResponse<String> get(String path, Map<String, HealthCheck> live, Map<String, HealthCheck> ready)
            throws Exception {
        OperationsServer started = OperationsServer.start(OperationsServer.LOOPBACK, 0, registry, live, ready);
        server = Optional.of(started);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + started.port() + path))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void servesMetricsForPrometheus() throws Exception {
        registry.counter("anchorwatch_things").increment(3);
        HttpResponse<String> answer = get("/metrics", Map.of(), Map.of());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
        assertThat(answer.body()).contains("anchorwatch_things_total 3.0");
    }

    @Test
    void isReadyWhenEveryComponentIs() throws Exception {
        HttpResponse<String> answer = get("/readyz", Map.of(), Map.of("kafka", WELL, "spool", WELL));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"ok\",\"components\":{\"kafka\":{\"status\":\"ok\"},"
                        + "\"spool\":{\"status\":\"ok\"}}}");
    }

    @Test
    void saysWhichComponentIsNotReadyAndWhy() throws Exception {
        HealthCheck full = () -> Optional.of("spool is \"full\"");
        HttpResponse<String> answer = get("/readyz", Map.of(), Map.of("kafka", WELL, "spool", full));
        assertThat(answer.statusCode()).isEqualTo(503);
        var json = new ObjectMapper().readTree(answer.body());
        assertThat(json.at("/status").asText()).isEqualTo("failing");
        assertThat(json.at("/components/kafka/status").asText()).isEqualTo("ok");
        assertThat(json.at("/components/spool/reason").asText()).isEqualTo("spool is \"full\"");
    }

    @Test
    void whatIsOnlyShownKeepsNothingFromBeingReady() throws Exception {
        HealthCheck away = HealthCheck.shown(() -> Optional.of("cluster c does not answer"));
        HttpResponse<String> answer = get("/readyz", Map.of(), Map.of("kafka", WELL, "watch-c", away));
        assertThat(answer.statusCode()).isEqualTo(200);
        var json = new ObjectMapper().readTree(answer.body());
        assertThat(json.at("/status").asText()).isEqualTo("degraded");
        assertThat(json.at("/components/watch-c/status").asText()).isEqualTo("degraded");
        assertThat(json.at("/components/watch-c/reason").asText()).isEqualTo("cluster c does not answer");
    }

    @Test
    void beingAliveDoesNotDependOnBeingReady() throws Exception {
        HttpResponse<String> answer = get("/livez", Map.of(), Map.of("spool", () -> Optional.of("full")));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void aCheckThatFailsOrHangsIsAProblemOfItsComponent() throws Exception {
        HealthCheck failing = () -> {
            throw new IllegalStateException("broken check");
        };
        HealthCheck hanging = () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        };
        HttpResponse<String> answer = get("/livez", Map.of("a", failing, "b", hanging), Map.of());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("broken check").contains("no answer within 1000 ms");
    }
}
