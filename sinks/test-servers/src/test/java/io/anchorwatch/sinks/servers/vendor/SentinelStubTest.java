// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.servers.stub.Json;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SentinelStubTest {

    private static final String TOKEN_PATH = "/" + SentinelStub.TENANT + "/oauth2/v2.0/token";
    private static final String PATH =
            "/dataCollectionRules/" + SentinelStub.RULE + "/streams/" + SentinelStub.STREAM + "?api-version=2023-01-01";
    private static final String FORM = "grant_type=client_credentials&client_id=" + SentinelStub.CLIENT
            + "&client_secret=s%2Bcret&scope=https%3A%2F%2Fmonitor.azure.com%2F.default";
    private static final String GOOD =
            "[{\"TimeGenerated\":\"2026-01-02T03:04:05Z\",\"AlertId\":\"a\",\"Text\":\"%s\"}]";

    private final SentinelStub stub = SentinelStub.start(StubSetup.plain(), "s+cret", Duration.ofHours(1));
    private final Sender forms = new Sender(stub, "Content-Type", "application/x-www-form-urlencoded");

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void takes_rows_with_a_token_of_its_own() throws Exception {
        assertThat(rows().status(PATH, GOOD.formatted(""))).isEqualTo(204);
        assertThat(stub.ids()).containsExactly("a");
        assertThat(stub.violations()).isEmpty();
    }

    @Test
    void gives_a_token_only_to_the_application_with_its_secret() throws Exception {
        assertThat(forms.status(TOKEN_PATH, FORM.replace("client_credentials", "password")))
                .isEqualTo(400);
        assertThat(forms.status(TOKEN_PATH, FORM.replace("monitor", "graph"))).isEqualTo(400);
        stub.faults().credentials("rotated");
        assertThat(forms.status(TOKEN_PATH, FORM)).isEqualTo(401);
    }

    @Test
    void refuses_a_token_that_ended() throws Exception {
        Sender rows = rows();
        stub.faults().clockSkew(Duration.ofHours(2));
        assertThat(rows.status(PATH, GOOD)).isEqualTo(401);
        stub.faults().clockSkew(Duration.ZERO);
        stub.revokeTokens();
        assertThat(rows.status(PATH, GOOD)).isEqualTo(401);
    }

    @Test
    void refuses_what_it_would_cut_or_cannot_place() throws Exception {
        Sender rows = rows();
        assertThat(rows.status(PATH, GOOD.replace("TimeGenerated", "Time"))).isEqualTo(400);
        assertThat(rows.status(PATH, GOOD.formatted("x".repeat((64 << 10) + 1))))
                .isEqualTo(400);
        assertThat(rows.status(PATH, "{}")).isEqualTo(400);
        assertThat(rows.status(PATH, GOOD + " ".repeat(1 << 20))).isEqualTo(413);
        assertThat(rows.status(PATH.replace("_CL", "_XX"), GOOD)).isEqualTo(404);
        assertThat(stub.violations()).hasSize(5);
        assertThat(stub.ids()).isEmpty();
    }

    private Sender rows() throws Exception {
        HttpResponse<String> answer = forms.post(TOKEN_PATH, FORM);
        assertThat(answer.statusCode()).isEqualTo(200);
        String token = Json.read(answer.body().getBytes(StandardCharsets.UTF_8))
                .orElseThrow()
                .path("access_token")
                .asText();
        return new Sender(stub, "Content-Type", "application/json", "Authorization", "Bearer " + token);
    }
}
