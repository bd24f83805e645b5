// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.webhook;

import static io.anchorwatch.sinks.TestAlerts.alert;
import static io.anchorwatch.sinks.TestAlerts.alerts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Delivered;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.TestAlerts;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.http.Resolver;
import io.anchorwatch.sinks.webhook.HookServer.Answer;
import io.anchorwatch.sinks.webhook.HookServer.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSinkTest {

    private static final InstantSource CLOCK = InstantSource.fixed(TestAlerts.TIME);
    private static final List<String> LOOPBACK = List.of("127.0.0.0/8");
    private static final Secret NEW = Secret.of("the-new-secret-of-the-hook");
    private static final Secret OLD = Secret.of("the-old-secret-of-the-hook");

    private HookServer server;

    @BeforeEach
    void start() throws IOException {
        server = new HookServer(null);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_binary_event_carries_its_attributes_as_headers_and_the_id_as_idempotency_key() {
        deliver(WebhookMode.BINARY, List.of());
        Request request = server.requests().get(0);
        assertThat(request.headers().getFirst("ce-id")).isEqualTo("a-0");
        assertThat(request.headers().getFirst("Idempotency-Key")).isEqualTo("a-0");
        assertThat(request.headers().getFirst("ce-source")).isEqualTo("prod");
        assertThat(request.headers().getFirst("ce-type")).isEqualTo("io.anchorwatch.alert.v1");
        assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(request.headers()).doesNotContainKey(Signature.HEADER);
        assertThat(request.body()).startsWith("{\"id\":\"a-0\"");
    }

    @Test
    void a_structured_event_wraps_the_alert() {
        deliver(WebhookMode.STRUCTURED, List.of());
        Request request = server.requests().get(0);
        assertThat(request.headers().getFirst("Content-Type")).startsWith("application/cloudevents+json");
        assertThat(request.body())
                .startsWith("{\"specversion\":\"1.0\",\"id\":\"a-0\",\"source\":\"prod\","
                        + "\"type\":\"io.anchorwatch.alert.v1\",\"time\":\"2026-03-01T09:30:00.000000Z\","
                        + "\"datacontenttype\":\"application/json\",\"data\":{\"id\":\"a-0\"");
    }

    @Test
    void both_secrets_sign_while_one_replaces_the_other() throws GeneralSecurityException {
        deliver(WebhookMode.BATCH, List.of(NEW, OLD));
        Request request = server.requests().get(0);
        long time = TestAlerts.TIME.getEpochSecond();
        assertThat(request.headers().getFirst(Signature.HEADER))
                .isEqualTo("t=" + time + ",v1=" + mac(NEW, time, request.body()) + ",v1="
                        + mac(OLD, time, request.body()));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "200,Delivered",
        "201,Delivered",
        "202,Delivered",
        "204,Delivered",
        "301,Retry",
        "307,Retry",
        "400,Rejected",
        "401,Retry",
        "403,Retry",
        "404,Retry",
        "408,Retry",
        "409,Rejected",
        "410,Retry",
        "422,Rejected",
        "413,Rejected",
        "425,Retry",
        "429,Retry",
        "500,Retry",
        "502,Retry",
        "503,Retry",
        "504,Retry",
        "599,Retry"
    })
    void a_status_decides(int status, String expected) {
        server.answer(request -> Answer.of(status));
        DeliveryResult result = deliver(WebhookMode.BINARY, List.of()).get(0);
        assertThat(result.getClass().getSimpleName()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} is {1} s")
    @CsvSource(
            delimiter = '|',
            value = {
                "17|17",
                "0|0",
                "-5|0",
                "999999999|3600",
                "soon|0",
                "99999999999999999999|0",
                "Sun, 01 Mar 2026 09:31:00 GMT|60",
                "Sun, 01 Mar 2026 09:29:00 GMT|0",
                "Mon, 01 Mar 2027 09:31:00 GMT|3600"
            })
    void retry_after_is_kept_within_bounds(String header, long seconds) {
        server.answer(request -> new Answer(429, Map.of("Retry-After", header), new byte[0]));
        Retry retry = (Retry) deliver(WebhookMode.BINARY, List.of()).get(0);
        assertThat(retry.after()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void a_redirect_is_not_followed() throws IOException {
        try (HookServer other = new HookServer(null)) {
            server.answer(request ->
                    new Answer(307, Map.of("Location", "http://127.0.0.1:" + other.port() + "/"), new byte[0]));
            deliver(WebhookMode.BINARY, List.of());
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void an_endless_answer_does_not_matter() {
        server.answer(request -> new Answer(200, Map.of(), new byte[4 << 20]));
        assertThat(deliver(WebhookMode.BINARY, List.of()).get(0)).isInstanceOf(Delivered.class);
    }

    @Test
    void one_bad_alert_in_a_batch_is_found_among_a_hundred() {
        server.answer(request -> Answer.of(request.body().contains("\"a-42\"") ? 422 : 204));
        try (WebhookSink sink = sink(WebhookMode.BATCH, List.of())) {
            List<DeliveryResult> results = sink.deliver(alerts("a", 100, 100));
            assertThat(results.get(42)).isInstanceOf(Rejected.class);
            assertThat(results.stream().filter(Delivered.class::isInstance)).hasSize(99);
            assertThat(server.requests()).hasSizeLessThan(20);
        }
    }

    @Test
    void a_name_that_points_elsewhere_a_moment_later_reaches_nothing() throws IOException {
        AtomicInteger lookups = new AtomicInteger();
        InetAddress inside = InetAddress.getLoopbackAddress();
        Resolver rebinding = host -> {
            lookups.incrementAndGet();
            return List.of(inside);
        };
        HttpTarget target = target("http://hooks.example.test:" + server.port() + "/", List.of());
        try (WebhookSink sink = sink(target, new HttpPoster(target, CLOCK, rebinding))) {
            Retry retry = (Retry) sink.deliver(List.of(alert("a"))).get(0);
            assertThat(retry.reason()).contains("refuses to connect to 127.0.0.1");
        }
        assertThat(lookups).hasValue(1);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void a_name_is_resolved_once_and_the_checked_address_is_the_one_connected_to() throws IOException {
        AtomicInteger lookups = new AtomicInteger();
        InetAddress good = InetAddress.getLoopbackAddress();
        InetAddress bad = InetAddress.getByName("169.254.169.254");
        Resolver rebinding = host -> List.of(lookups.getAndIncrement() == 0 ? good : bad);
        HttpTarget target = target("http://hooks.example.test:" + server.port() + "/", LOOPBACK);
        try (WebhookSink sink = sink(target, new HttpPoster(target, CLOCK, rebinding))) {
            assertThat(sink.deliver(List.of(alert("a"))).get(0)).isInstanceOf(Delivered.class);
        }
        assertThat(lookups).hasValue(1);
        assertThat(server.requests().get(0).headers().getFirst("Host"))
                .isEqualTo("hooks.example.test:" + server.port());
    }

    @Test
    void a_host_written_as_an_address_is_checked_when_it_connects() {
        HttpTarget target = target("http://127.0.0.1:" + server.port() + "/", List.of());
        try (WebhookSink sink = sink(target, new HttpPoster(target, CLOCK))) {
            assertThat(((Retry) sink.deliver(List.of(alert("a"))).get(0)).reason())
                    .contains("refuses to connect");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void tls_verifies_the_name_although_the_address_is_chosen_by_the_guard() throws IOException {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("hooks.example.test")
                .build();
        HandshakeCertificates serverSide =
                new HandshakeCertificates.Builder().heldCertificate(certificate).build();
        HandshakeCertificates clientSide = new HandshakeCertificates.Builder()
                .addTrustedCertificate(certificate.certificate())
                .build();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (HookServer secure = new HookServer(serverSide.sslContext())) {
            for (String host : List.of("hooks.example.test", "other.example.test")) {
                HttpTarget target = target("https://" + host + ":" + secure.port() + "/", LOOPBACK);
                HttpPoster poster = new HttpPoster(
                        target,
                        CLOCK,
                        name -> List.of(loopback),
                        clientSide.sslSocketFactory(),
                        clientSide.trustManager());
                try (WebhookSink sink = sink(target, poster)) {
                    assertThat(sink.deliver(List.of(alert("a"))).get(0) instanceof Delivered)
                            .isEqualTo(host.startsWith("hooks"));
                }
            }
            assertThat(secure.requests()).hasSize(1);
        }
    }

    @Test
    void bad_settings_are_told_all_at_once_and_without_secrets() {
        HttpTarget target = new HttpTarget(
                URI.create("http://user:pa55@[::ffff:169.254.169.254]/token"),
                false,
                List.of(),
                List.of("10.0.0.0/99"),
                Map.of("Bad Name", Secret.of("x"), "Authorization", Secret.of("tok\r\nen")),
                Duration.ZERO,
                Duration.ofDays(1));
        WebhookConfig config = new WebhookConfig("hook", target, WebhookMode.BINARY, List.of(Secret.of("short")));
        assertThat(config.problems())
                .extracting("field")
                .contains(
                        "url",
                        "allowedCidrs[0]",
                        "headers",
                        "headers.Authorization",
                        "connectTimeout",
                        "totalTimeout",
                        "secrets[0]");
        assertThat(config.problems().toString() + config).doesNotContain("pa55", "tok", "short\"", "token");
    }

    private List<DeliveryResult> deliver(WebhookMode mode, List<Secret> secrets) {
        try (WebhookSink sink = sink(mode, secrets)) {
            return sink.deliver(alerts("a", 1, 1));
        }
    }

    private WebhookSink sink(WebhookMode mode, List<Secret> secrets) {
        HttpTarget target = target("http://127.0.0.1:" + server.port() + "/hook", LOOPBACK);
        return new WebhookSink(new WebhookConfig("hook", target, mode, secrets), CLOCK);
    }

    private static WebhookSink sink(HttpTarget target, HttpPoster poster) {
        return new WebhookSink(new WebhookConfig("hook", target, WebhookMode.BINARY, List.of()), CLOCK, poster);
    }

    private static HttpTarget target(String url, List<String> cidrs) {
        return new HttpTarget(
                URI.create(url), true, List.of(), cidrs, Map.of(), Duration.ofSeconds(3), Duration.ofSeconds(10));
    }

    private static String mac(Secret secret, long time, String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.reveal().getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal((time + "." + body).getBytes(UTF_8)));
    }
}
