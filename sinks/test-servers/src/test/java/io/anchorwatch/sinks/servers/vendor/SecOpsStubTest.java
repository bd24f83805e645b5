// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.servers.stub.Json;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecOpsStubTest {

    private static final String ACCOUNT = "aw@p.iam.gserviceaccount.com";
    private static final String EVENT = """
            {"udm":{"metadata":{"eventTimestamp":"2026-01-02T03:04:05Z","eventType":"GENERIC_EVENT",\
            "vendorName":"v","productName":"p","productLogId":"%s"},"principal":{"ip":["10.0.0.1"]},\
            "securityResult":[{"severity":"HIGH","alertState":"ALERTING","action":["ALLOW"]}]}}""";

    private KeyPair keys;
    private SecOpsStub stub;

    @BeforeEach
    void start() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        stub = SecOpsStub.start(StubSetup.plain(), ACCOUNT, keys.getPublic(), Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void takes_all_events_or_none() throws Exception {
        Sender sender = authorized();
        assertThat(sender.status(SecOpsStub.EVENTS, events("a", "b"))).isEqualTo(200);
        stub.faults().rejectIdsStartingWith("bad");
        assertThat(sender.status(SecOpsStub.EVENTS, events("c", "bad-1", "d"))).isEqualTo(400);
        assertThat(stub.ids()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource({
        "GENERIC_EVENT, USER_RESOURCE_CREATION",
        "GENERIC_EVENT, ANY",
        "eventTimestamp, time",
        "vendorName, vendor",
        "HIGH, high",
        "[\"ALLOW\"], \"ALLOW\"",
        "principal, someone"
    })
    void refuses_events_that_are_not_valid(String part, String bad) throws Exception {
        assertThat(authorized().status(SecOpsStub.EVENTS, events("a").replace(part, bad)))
                .isEqualTo(400);
        assertThat(stub.violations()).hasSize(1);
        assertThat(stub.ids()).isEmpty();
    }

    @Test
    void believes_only_the_account_with_its_key_for_an_hour() throws Exception {
        String good = assertion(ACCOUNT, Duration.ofHours(1));
        assertThat(token(good.substring(0, good.length() - 4) + "AAAA").statusCode())
                .isEqualTo(400);
        assertThat(token(assertion("other", Duration.ofHours(1))).statusCode()).isEqualTo(400);
        assertThat(token(assertion(ACCOUNT, Duration.ofHours(2))).statusCode()).isEqualTo(400);
        stub.faults().clockSkew(Duration.ofHours(-1));
        assertThat(token(good).statusCode()).isEqualTo(400);
    }

    @Test
    void refuses_a_token_that_ended_and_what_is_too_large() throws Exception {
        Sender sender = authorized();
        assertThat(sender.status(SecOpsStub.EVENTS, events("a") + " ".repeat(1_000_000)))
                .isEqualTo(413);
        stub.revokeTokens();
        assertThat(sender.status(SecOpsStub.EVENTS, events("a"))).isEqualTo(401);
    }

    private static String events(String... ids) {
        StringBuilder events = new StringBuilder();
        for (String id : ids) {
            events.append(events.isEmpty() ? "" : ",").append(EVENT.formatted(id));
        }
        return "{\"inlineSource\":{\"events\":[" + events + "]}}";
    }

    private Sender authorized() throws Exception {
        HttpResponse<String> answer = token(assertion(ACCOUNT, Duration.ofHours(1)));
        assertThat(answer.statusCode()).isEqualTo(200);
        String token = Json.read(answer.body().getBytes(UTF_8))
                .orElseThrow()
                .path("access_token")
                .asText();
        return new Sender(stub, "Content-Type", "application/json", "Authorization", "Bearer " + token);
    }

    private HttpResponse<String> token(String assertion) throws Exception {
        String grant = URLEncoder.encode("urn:ietf:params:oauth:grant-type:jwt-bearer", UTF_8);
        return new Sender(stub, "Content-Type", "application/x-www-form-urlencoded")
                .post("/token", "grant_type=" + grant + "&assertion=" + assertion);
    }

    private String assertion(String account, Duration life) throws Exception {
        long now = Instant.now().getEpochSecond();
        String claims = """
                {"iss":"%s","aud":"%s/token","scope":"https://www.googleapis.com/auth/cloud-platform","iat":%d,"exp":%d}""".formatted(account, stub.url(), now, now + life.toSeconds());
        String signed =
                base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(UTF_8));
        return signed + "." + base64(signature.sign());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
