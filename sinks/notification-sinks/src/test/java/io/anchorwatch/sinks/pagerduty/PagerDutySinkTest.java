// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.AlertSinkContract;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.people.ChatUnderTest;
import io.anchorwatch.sinks.people.Corpus;
import io.anchorwatch.sinks.people.Incidents;
import io.anchorwatch.sinks.servers.stub.StubAnswer;
import io.anchorwatch.sinks.servers.stub.StubServer;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.Severity;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a stand-in that is as strict as PagerDuty's documentation. */
class PagerDutySinkTest {

    @Nested
    class Contract extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() {
            return new PagerDutyUnderTest();
        }
    }

    @Test
    void an_incident_opens_grows_and_ends_with_its_finding() throws IOException {
        try (PagerDutyUnderTest pager = new PagerDutyUnderTest()) {
            Notification open = Corpus.told(1, Severity.MEDIUM, EpisodeState.OPEN);
            tell(pager, open);
            tell(pager, Corpus.told(2, Severity.HIGH, EpisodeState.UPDATE));
            assertThat(pager.stub().incidents()).containsOnlyKeys(open.key()).containsValue("triggered");

            tell(pager, Corpus.told(3, Severity.HIGH, EpisodeState.CLOSE));
            assertThat(pager.stub().incidents()).containsOnlyKeys(open.key()).containsValue("resolved");
            assertThat(pager.stub().violations()).isEmpty();
        }
    }

    @Test
    void a_count_of_what_was_held_opens_an_incident_of_its_own_each_time() throws IOException {
        try (PagerDutyUnderTest pager = new PagerDutyUnderTest()) {
            Notification held = Incidents.named("held");
            Notification next = new Notification(
                    "h2", held.key(), held.route(), held.group(), held.alerts(), held.held(), held.template());
            tell(pager, held);
            tell(pager, held);
            tell(pager, next);
            assertThat(pager.stub().incidents()).containsOnlyKeys("h1", "h2").containsValue("triggered");
            assertThat(pager.ids()).containsExactly("h1", "h2");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, '{\"message\":\"Event object is invalid\",\"errors\":[\"Length of ''routing_key'' is incorrect\"]}', true",
        "400, '{\"message\":\"Invalid routing key\"}', true",
        "400, '{\"message\":\"Event object is invalid\",\"errors\":[\"''summary'' is missing\"]}', false",
        "400, '<html>', false",
        "403, '', true",
        "404, '', true",
        "413, '', false",
        "429, '', true",
        "500, '', true",
        "503, '', true"
    })
    void only_what_blames_the_event_rejects_it(int status, String body, boolean waits) {
        try (StubServer server = new StubServer(StubSetup.plain(), request -> StubAnswer.json(status, body)).start()) {
            PagerDutySink sink = new PagerDutySink(
                    new PagerDutyConfig(
                            "pager", ChatUnderTest.loopback(server.url()), Secret.of(PagerDutyUnderTest.KEY)),
                    InstantSource.system());
            assertThat(sink.notify(List.of(Incidents.named("single"))))
                    .singleElement()
                    .isInstanceOf(waits ? Retry.class : Rejected.class)
                    .asString()
                    .doesNotContain(PagerDutyUnderTest.KEY, "\n", "missing", "incorrect");
            sink.close();
        }
    }

    private static void tell(PagerDutyUnderTest pager, Notification message) {
        assertThat(pager.sink().notify(List.of(message))).containsExactly(DeliveryResult.delivered());
    }
}
