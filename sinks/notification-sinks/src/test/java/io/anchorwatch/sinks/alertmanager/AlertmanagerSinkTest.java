// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.AlertSinkContract;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.people.Corpus;
import io.anchorwatch.sinks.servers.stub.Json;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import io.anchorwatch.sinks.servers.vendor.AlertmanagerStub;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.Severity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Against stand-ins that fail as told; {@link RealAlertmanagerTest} says whether it is right. */
class AlertmanagerSinkTest {

    private static final Duration TTL = Duration.ofHours(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(Episodes.NOW);

    @Nested
    class Alone extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() {
            return AlertmanagerUnderTest.alone(TTL, InstantSource.system());
        }
    }

    @Nested
    class BesideOneThatIsWell extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() {
            return AlertmanagerUnderTest.pair(2, InstantSource.system());
        }
    }

    @Test
    void what_goes_on_is_told_again_until_it_is_over() throws IOException {
        try (AlertmanagerUnderTest am = AlertmanagerUnderTest.alone(TTL, now::get)) {
            tell(am, Episodes.told(1, Severity.HIGH, EpisodeState.OPEN));
            assertThat(last(am.stub()).get(0).path("endsAt").asText()).isEqualTo("2026-03-01T11:00:00.000000Z");

            now.set(Episodes.NOW.plusSeconds(1200));
            am.alertmanager().tellAgain();
            assertThat(last(am.stub()).get(0).path("endsAt").asText()).isEqualTo("2026-03-01T11:20:00.000000Z");

            tell(am, Episodes.told(2, Severity.HIGH, EpisodeState.CLOSE));
            assertThat(last(am.stub()).get(0).path("endsAt").asText()).isEqualTo("2026-03-01T10:20:00.000000Z");
            am.alertmanager().tellAgain();
            assertThat(am.stub().requests()).hasSize(3);
            assertThat(am.stub().violations()).isEmpty();
        }
    }

    @Test
    void what_no_rule_ends_is_told_once() throws IOException {
        try (AlertmanagerUnderTest am = AlertmanagerUnderTest.alone(TTL, now::get)) {
            tell(am, Corpus.told(1, Severity.HIGH, EpisodeState.OPEN));
            am.alertmanager().tellAgain();
            assertThat(am.stub().requests()).hasSize(1);
        }
    }

    @Test
    void what_has_no_news_for_long_is_told_no_more() throws IOException {
        try (AlertmanagerUnderTest am = AlertmanagerUnderTest.alone(TTL, now::get)) {
            tell(am, Episodes.told(1, Severity.HIGH, EpisodeState.OPEN));
            now.set(Episodes.NOW.plus(AlertmanagerConfig.KEEP));
            am.alertmanager().tellAgain();
            assertThat(am.stub().requests()).hasSize(1);
        }
    }

    @Test
    void with_another_severity_it_is_another_alert_and_the_former_ends() throws IOException {
        try (AlertmanagerUnderTest am = AlertmanagerUnderTest.alone(TTL, now::get)) {
            tell(am, Episodes.told(1, Severity.MEDIUM, EpisodeState.OPEN));
            tell(am, Episodes.told(2, Severity.HIGH, EpisodeState.UPDATE));
            JsonNode posted = last(am.stub());
            assertThat(posted).hasSize(2);
            assertThat(posted.get(0).at("/labels/severity").asText()).isEqualTo("warning");
            assertThat(posted.get(0).path("endsAt").asText()).isEqualTo("2026-03-01T10:00:00.000000Z");
            assertThat(posted.get(1).at("/labels/severity").asText()).isEqualTo("critical");
            am.alertmanager().tellAgain();
            assertThat(last(am.stub())).hasSize(1);
        }
    }

    @Test
    void what_another_process_may_have_ended_does_not_come_back() throws IOException {
        try (AlertmanagerUnderTest am = AlertmanagerUnderTest.alone(TTL, now::get)) {
            tell(am, Episodes.told(1, Severity.HIGH, EpisodeState.OPEN));
            am.sink().released();
            am.alertmanager().tellAgain();
            assertThat(am.stub().requests()).hasSize(1);
        }
    }

    @Test
    void the_timer_tells_again_by_itself_and_ends_with_the_sink() throws IOException {
        try (AlertmanagerUnderTest am = AlertmanagerUnderTest.alone(Duration.ofSeconds(1), InstantSource.system())) {
            tell(am, Episodes.told(1, Severity.HIGH, EpisodeState.OPEN));
            await().until(() -> am.stub().requests().size() >= 3);
            am.stub().faults().failing(true);
            int before = am.stub().requests().size();
            await().until(() -> am.stub().requests().size() > before + 1);
            am.sink().close();
            assertThat(am.stub().violations()).isEmpty();
        }
    }

    @Test
    void every_server_has_to_take_an_alert() throws IOException {
        try (AlertmanagerUnderTest am = AlertmanagerUnderTest.pair(2, now::get)) {
            am.stub().faults().failing(true);
            List<Notification> message = List.of(Episodes.told(1, Severity.HIGH, EpisodeState.OPEN));
            assertThat(am.sink().notify(message)).singleElement().isInstanceOf(Retry.class);
            assertThat(am.other().told()).containsExactly("told-1");

            am.stub().faults().failing(false);
            assertThat(am.sink().notify(message)).containsExactly(DeliveryResult.delivered());
            assertThat(am.ids()).containsExactly("told-1");
            assertThat(am.other().told()).containsExactly("told-1");
        }
    }

    @Test
    void where_one_is_enough_the_other_catches_up_with_what_goes_on() throws IOException {
        try (AlertmanagerUnderTest am = AlertmanagerUnderTest.pair(1, now::get)) {
            am.stub().faults().failing(true);
            tell(am, Episodes.told(1, Severity.HIGH, EpisodeState.OPEN));
            assertThat(am.ids()).isEmpty();
            assertThat(am.sink().probe()).isEmpty();

            am.stub().faults().failing(false);
            am.alertmanager().tellAgain();
            assertThat(am.ids()).containsExactly("told-1");
        }
    }

    @Test
    void one_refused_alert_of_a_message_does_not_keep_the_others_away() throws IOException {
        try (AlertmanagerUnderTest am = AlertmanagerUnderTest.pair(2, now::get)) {
            am.rejectBad();
            Notification group = new Notification(
                    "m",
                    "k",
                    "r",
                    Map.of(),
                    List.of(
                            Corpus.told(1, Severity.LOW, EpisodeState.OPEN)
                                    .alerts()
                                    .get(0),
                            Corpus.with(
                                    Episodes.told(1, Severity.LOW, EpisodeState.OPEN)
                                            .alerts()
                                            .get(0),
                                    "bad")),
                    Notification.Held.NONE,
                    Optional.empty());
            assertThat(am.sink().notify(List.of(group))).singleElement().isInstanceOf(Rejected.class);
            assertThat(am.ids()).containsExactly("told-1");
            assertThat(am.other().told()).containsExactly("told-1", "bad");
        }
    }

    private static void tell(AlertmanagerUnderTest am, Notification message) {
        assertThat(am.sink().notify(List.of(message))).containsExactly(DeliveryResult.delivered());
    }

    private static JsonNode last(AlertmanagerStub stub) {
        List<StubRequest> requests = stub.requests();
        return Json.read(requests.get(requests.size() - 1).body()).orElseThrow();
    }
}
