// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.servers.stub.StubRequest;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecurityHubStubTest {

    private static final String PATH = "/findings/import";
    private static final String FINDING = """
            {"SchemaVersion":"2018-10-08","Id":"%1$s","ProductArn":"arn:aws:securityhub:eu-central-1:123456789012:product/\
            123456789012/default","GeneratorId":"g","AwsAccountId":"123456789012","CreatedAt":"2026-01-02T03:04:05Z",\
            "UpdatedAt":"2026-01-02T03:04:05Z","Severity":{"Label":"HIGH"},"Title":"t","Description":"d",\
            "Types":["TTPs/Execution"],"Resources":[{"Type":"Other","Id":"r"}],"ProductFields":{"alert_id":"%1$s"}}""";

    private final SecurityHubStub stub = SecurityHubStub.start(StubSetup.plain(), "key", "secret");

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void keeps_the_good_findings_of_a_batch_and_names_the_others() throws Exception {
        stub.faults().rejectIdsStartingWith("bad");
        HttpResponse<String> answer = post(findings("a", "bad-1", "b"), "secret");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"FailedCount\":1", "\"SuccessCount\":2", "\"Id\":\"bad-1\"");
        assertThat(stub.ids()).containsExactly("a", "b");
        assertThat(stub.findings()).containsOnlyKeys("a", "b");
    }

    @ParameterizedTest
    @CsvSource({"HIGH, High", "TTPs, Threats", "\"Id\":\"r\", \"Name\":\"r\"", "2018-10-08, 2020-01-01", "\"t\", \"\""})
    void fails_findings_that_do_not_adhere(String part, String bad) throws Exception {
        assertThat(post(findings("a").replace(part, bad), "secret").body()).contains("\"FailedCount\":1");
        assertThat(stub.violations()).hasSize(1);
    }

    @Test
    void bounds_the_batch() throws Exception {
        assertThat(post("{\"Findings\":[]}", "secret").statusCode()).isEqualTo(400);
        String[] many = new String[101];
        Arrays.fill(many, "a");
        assertThat(post(findings(many), "secret").statusCode()).isEqualTo(400);
        assertThat(post(findings("a").replace("\"d\"", "\"" + "d".repeat(1025) + "\""), "secret")
                        .body())
                .contains("\"FailedCount\":1");
    }

    @Test
    void refuses_a_wrong_key_and_a_wrong_time() throws Exception {
        assertThat(post(findings("a"), "other").statusCode()).isEqualTo(403);
        stub.faults().clockSkew(Duration.ofMinutes(6));
        assertThat(post(findings("a"), "secret").statusCode()).isEqualTo(403);
        assertThat(stub.ids()).isEmpty();
    }

    private static String findings(String... ids) {
        StringBuilder findings = new StringBuilder();
        for (String id : ids) {
            findings.append(findings.isEmpty() ? "" : ",").append(FINDING.formatted(id));
        }
        return "{\"Findings\":[" + findings + "]}";
    }

    private HttpResponse<String> post(String body, String secret) throws Exception {
        String time = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
                .format(Instant.now().atOffset(ZoneOffset.UTC));
        String day = time.substring(0, 8);
        byte[] bytes = body.getBytes(UTF_8);
        Map<String, String> headers = Map.of("host", stub.url().getAuthority(), "x-amz-date", time);
        String signature = new SignatureV4(SecurityHubStub.REGION, "securityhub")
                .signature(
                        new StubRequest("POST", PATH, headers, bytes, bytes),
                        List.of("host", "x-amz-date"),
                        day,
                        secret);
        String authorization = "AWS4-HMAC-SHA256 Credential=key/" + day + "/" + SecurityHubStub.REGION
                + "/securityhub/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + signature;
        return new Sender(stub, "X-Amz-Date", time, "Authorization", authorization).post(PATH, body);
    }
}
