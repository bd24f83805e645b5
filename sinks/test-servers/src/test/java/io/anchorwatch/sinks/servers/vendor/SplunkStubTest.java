// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.servers.stub.StubSetup;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SplunkStubTest {

    private static final String EVENTS = "/services/collector/event";
    private static final String ACK = "/services/collector/ack";
    private static final String CHANNEL = "X-Splunk-Request-Channel";
    private static final String GUID = "fe0ecfad-13d5-401b-847d-77833bd77131";
    private static final String GOOD = "{\"time\":1437522387.123,\"event\":\"hello\",\"fields\":{\"alert_id\":\"%s\"}}";

    private final SplunkStub stub = SplunkStub.start(StubSetup.plain(), "token", true);
    private final Sender good = new Sender(stub, "Authorization", "Splunk token", CHANNEL, GUID);

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void takes_events_one_after_another_and_tells_once_that_they_are_indexed() throws Exception {
        assertThat(good.post(EVENTS, GOOD.formatted("a") + GOOD.formatted("b")).body())
                .isEqualTo("{\"text\":\"Success\",\"code\":0,\"ackId\":0}");
        assertThat(stub.ids()).containsExactly("a", "b");
        stub.withholdAcks(true);
        assertThat(good.post(ACK, "{\"acks\":[0]}").body()).isEqualTo("{\"acks\":{\"0\":false}}");
        stub.withholdAcks(false);
        assertThat(good.post(ACK, "{\"acks\":[0,1]}").body()).isEqualTo("{\"acks\":{\"0\":true,\"1\":false}}");
        assertThat(good.post(ACK, "{\"acks\":[0]}").body()).isEqualTo("{\"acks\":{\"0\":false}}");
        assertThat(stub.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5| ''",
                "6| {\"event\":\"a\"",
                "6| {\"event\":\"a\",\"time\":\"noon\"}",
                "12| {\"fields\":{}}",
                "13| {\"event\":\"\"}",
                "15| {\"event\":\"a\",\"fields\":{\"a\":{\"b\":1}}}"
            })
    void refuses_bad_events_with_their_code(int code, String body) throws Exception {
        HttpResponse<String> answer = good.post(EVENTS, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":" + code);
        assertThat(stub.violations()).hasSize(1);
        assertThat(stub.ids()).isEmpty();
    }

    @Test
    void names_the_event_that_is_to_blame_and_takes_none() throws Exception {
        stub.faults().rejectIdsStartingWith("bad");
        assertThat(good.post(EVENTS, GOOD.formatted("a") + GOOD.formatted("bad-1"))
                        .body())
                .contains("\"invalid-event-number\":1");
        assertThat(stub.ids()).isEmpty();
    }

    @Test
    void asks_for_a_token_and_a_channel() throws Exception {
        String event = GOOD.formatted("a");
        assertThat(new Sender(stub).post(EVENTS, event).body()).contains("\"code\":2");
        assertThat(new Sender(stub, "Authorization", "Bearer token")
                        .post(EVENTS, event)
                        .body())
                .contains("\"code\":3");
        assertThat(new Sender(stub, "Authorization", "Splunk token")
                        .post(EVENTS, event)
                        .body())
                .contains("\"code\":10");
        assertThat(new Sender(stub, "Authorization", "Splunk token", CHANNEL, "one")
                        .post(EVENTS, event)
                        .body())
                .contains("\"code\":11");
        stub.faults().credentials("other");
        assertThat(good.post(EVENTS, event).statusCode()).isEqualTo(403);
    }

    @Test
    void refuses_more_than_a_megabyte() throws Exception {
        assertThat(good.status(EVENTS, GOOD.formatted("a") + " ".repeat(SplunkStub.MOST_BYTES)))
                .isEqualTo(413);
    }

    @Test
    void knows_no_acknowledgement_when_it_is_off() throws Exception {
        try (SplunkStub plain = SplunkStub.start(StubSetup.plain(), "token", false)) {
            Sender sender = new Sender(plain, "Authorization", "Splunk token");
            assertThat(sender.post(EVENTS, GOOD.formatted("a")).body()).doesNotContain("ackId");
            assertThat(sender.post(ACK, "{\"acks\":[0]}").body()).contains("\"code\":14");
        }
    }
}
