// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.AlertSinkContract;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.people.Corpus;
import io.anchorwatch.sinks.people.Incidents;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.Severity;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a stand-in that is as strict as Opsgenie's documentation. */
class OpsgenieSinkTest {

    @Nested
    class Contract extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() {
            return new OpsgenieUnderTest();
        }
    }

    @Test
    void an_alert_opens_is_counted_again_and_closes_with_its_finding() throws IOException {
        try (OpsgenieUnderTest pager = new OpsgenieUnderTest()) {
            Notification open = Corpus.told(1, Severity.MEDIUM, EpisodeState.OPEN);
            tell(pager, open);
            tell(pager, Corpus.told(2, Severity.HIGH, EpisodeState.UPDATE));
            assertThat(pager.stub().alerts()).containsOnly(Map.entry(open.key(), "open"));

            tell(pager, Corpus.told(3, Severity.HIGH, EpisodeState.CLOSE));
            assertThat(pager.stub().alerts()).containsOnly(Map.entry(open.key(), "closed"));
            assertThat(pager.stub().violations()).isEmpty();
            assertThat(pager.stub().requests())
                    .extracting(StubRequest::path)
                    .last()
                    .isEqualTo("/v2/alerts/" + open.key() + "/close");
        }
    }

    @Test
    void a_key_cannot_lead_to_another_path() throws IOException {
        try (OpsgenieUnderTest pager = new OpsgenieUnderTest()) {
            Notification over = Corpus.told(3, Severity.HIGH, EpisodeState.CLOSE);
            Notification strange = new Notification(
                    "i",
                    "../a b?x=1#y",
                    "r",
                    Map.of(),
                    List.of(Corpus.of(over.alerts().get(0), "../a b?x=1#y")),
                    Notification.Held.NONE,
                    Optional.empty());
            tell(pager, strange);
            assertThat(pager.stub().violations()).isEmpty();
            assertThat(pager.stub().requests().get(0).path()).isEqualTo("/v2/alerts/..%2Fa%20b%3Fx%3D1%23y/close");
        }
    }

    @ParameterizedTest
    @CsvSource({"400,false", "401,true", "403,true", "404,true", "422,false", "429,true", "500,true", "503,true"})
    void only_what_blames_the_alert_rejects_it(int status, boolean waits) throws IOException {
        try (OpsgenieUnderTest pager = new OpsgenieUnderTest()) {
            pager.stub().faults().failing(status);
            assertThat(pager.sink().notify(List.of(Incidents.named("single"))))
                    .singleElement()
                    .isInstanceOf(waits ? Retry.class : Rejected.class);
        }
    }

    private static void tell(OpsgenieUnderTest pager, Notification message) {
        assertThat(pager.sink().notify(List.of(message))).containsExactly(DeliveryResult.delivered());
    }
}
