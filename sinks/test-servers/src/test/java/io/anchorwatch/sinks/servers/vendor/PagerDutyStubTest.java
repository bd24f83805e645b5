// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.servers.stub.StubSetup;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PagerDutyStubTest {

    private static final String PATH = "/v2/enqueue";
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String GOOD = """
            {"routing_key":"%s","event_action":"trigger","dedup_key":"f","payload":{"summary":"s","source":"c",\
            "severity":"critical","timestamp":"2026-01-02T03:04:05Z","custom_details":{"alert_id":"a"}}}""".formatted(KEY);

    private final PagerDutyStub stub = PagerDutyStub.start(StubSetup.plain(), KEY);
    private final Sender sender = new Sender(stub);

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void keeps_one_incident_a_key_and_resolves_it() throws Exception {
        HttpResponse<String> answer = sender.post(PATH, GOOD);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"dedup_key\":\"f\"");
        assertThat(sender.status(PATH, GOOD)).isEqualTo(202);
        assertThat(stub.incidents()).containsOnlyKeys("f").containsValue("triggered");
        String resolve = "{\"routing_key\":\"" + KEY + "\",\"event_action\":\"resolve\",\"dedup_key\":\"f\"}";
        assertThat(sender.status(PATH, resolve)).isEqualTo(202);
        assertThat(stub.incidents()).containsEntry("f", "resolved");
        assertThat(stub.ids()).containsExactly("a", "a");
        assertThat(stub.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "severity, critical, high",
        "summary, '\"summary\":\"s\"', '\"summary\":\"\"'",
        "source, '\"source\"', '\"origin\"'",
        "timestamp, 2026-01-02T03:04:05Z, noon",
        "event_action, trigger, open",
        "routing_key, 0123456789abcdef, short"
    })
    void refuses_and_says_why(String field, String part, String bad) throws Exception {
        HttpResponse<String> answer = sender.post(PATH, GOOD.replace(part, bad));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid event", field);
        assertThat(stub.violations()).hasSize(1);
        assertThat(stub.ids()).isEmpty();
    }

    @Test
    void bounds_lengths() throws Exception {
        assertThat(sender.status(PATH, GOOD.replace("\"s\"", "\"" + "s".repeat(1024) + "\"")))
                .isEqualTo(202);
        assertThat(sender.status(PATH, GOOD.replace("\"s\"", "\"" + "s".repeat(1025) + "\"")))
                .isEqualTo(400);
        assertThat(sender.status(PATH, GOOD.replace("\"f\"", "\"" + "f".repeat(256) + "\"")))
                .isEqualTo(400);
        assertThat(sender.status(PATH, GOOD + " ".repeat(512 * 1024))).isEqualTo(413);
    }
}
