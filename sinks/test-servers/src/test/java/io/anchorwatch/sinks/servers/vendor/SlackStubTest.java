// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.servers.stub.Json;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SlackStubTest {

    private static final String HOOK = "/services/T0/B0/secret";
    private static final String POST = "/api/chat.postMessage";
    private static final String BLOCK =
            "{\"type\":\"section\",\"block_id\":\"alert:a\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"hi\"}}";

    private final SlackStub stub = SlackStub.start(StubSetup.plain(), "secret");
    private final Sender json = new Sender(stub, "Content-Type", "application/json", "Authorization", "Bearer secret");

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void a_webhook_says_ok() throws Exception {
        assertThat(json.post(HOOK, "{\"blocks\":[" + BLOCK + "]}").body()).isEqualTo("ok");
        assertThat(stub.ids()).containsExactly("a");
        assertThat(stub.violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'section'}",
                "{'type':'image3'}",
                "{'type':'header','text':{'type':'mrkdwn','text':'a'}}",
                "{'type':'section','text':{'type':'mrkdwn','text':'<!channel> a'}}",
                "{'type':'section','text':{'type':'mrkdwn','text':''}}"
            })
    void a_webhook_refuses_bad_blocks(String block) throws Exception {
        HttpResponse<String> answer = json.post(HOOK, "{\"blocks\":[" + block.replace('\'', '"') + "]}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("invalid_blocks");
        assertThat(stub.violations()).hasSize(1);
    }

    @Test
    void lengths_are_bounded() {
        assertThat(BlockKit.problems(blocks(BLOCK.replace("hi", "x".repeat(3000)))))
                .isEmpty();
        assertThat(BlockKit.problems(blocks(BLOCK.replace("hi", "x".repeat(3001)))))
                .hasSize(1);
        assertThat(BlockKit.problems(blocks((BLOCK + ",").repeat(51) + BLOCK))).hasSize(2);
    }

    @Test
    void the_api_answers_200_whatever_is_wrong() throws Exception {
        HttpResponse<String> answer = json.post(POST, "{\"channel\":\"C1\",\"text\":\"a\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"ok\":false", "channel_not_found");
        stub.faults().credentials("rotated");
        assertThat(json.post("/api/auth.test", "").body()).contains("invalid_auth");
    }

    @Test
    void a_message_can_be_answered_and_edited() throws Exception {
        String message = "{\"channel\":\"" + SlackStub.CHANNEL + "\",\"text\":\"a\"%s}";
        assertThat(json.post(POST, message.formatted("")).body()).contains("\"ok\":true");
        String ts = stub.messages().keySet().iterator().next();
        assertThat(json.post(POST, message.formatted(",\"thread_ts\":\"" + ts + "\""))
                        .body())
                .contains("\"ok\":true");
        assertThat(json.post("/api/chat.update", message.formatted(",\"ts\":\"" + ts + "\""))
                        .body())
                .contains("\"ok\":true", ts);
        assertThat(json.post("/api/chat.update", message.formatted(",\"ts\":\"1.0\""))
                        .body())
                .contains("message_not_found");
        assertThat(stub.messages()).hasSize(2);
    }

    @Test
    void more_than_one_a_second_is_too_much_when_told_so() throws Exception {
        stub.onePerSecond(true);
        stub.faults().clockSkew(Duration.ofDays(1));
        assertThat(json.status(HOOK, "{\"text\":\"a\"}")).isEqualTo(200);
        stub.faults().clockSkew(Duration.ZERO);
        HttpResponse<String> answer = json.post(HOOK, "{\"text\":\"a\"}");
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    private static JsonNode blocks(String blocks) {
        return Json.read(("[" + blocks + "]").getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
