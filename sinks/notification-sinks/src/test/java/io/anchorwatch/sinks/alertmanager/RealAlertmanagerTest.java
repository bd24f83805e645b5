// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.people.Corpus;
import io.anchorwatch.sinks.people.Incidents;
import io.anchorwatch.sinks.servers.real.AlertmanagerServer;
import io.anchorwatch.sinks.servers.stub.Json;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.Severity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against Alertmanager itself. */
class RealAlertmanagerTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static AlertmanagerServer server;
    private static AlertmanagerSink sink;

    @BeforeAll
    static void start() {
        assumeTrue(AlertmanagerServer.available(), "prometheus-alertmanager is not installed");
        server = AlertmanagerServer.find().orElseThrow();
        sink = new AlertmanagerSink(
                AlertmanagerUnderTest.config(List.of(server.url()), new AtomicReference<>("t"), 1, Duration.ofHours(1)),
                InstantSource.system());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            sink.close();
            server.close();
        }
    }

    @Test
    void a_finding_fires_with_its_latest_words_until_it_is_over() throws Exception {
        tell(Episodes.told(1, Severity.HIGH, EpisodeState.OPEN));
        tell(Episodes.told(2, Severity.HIGH, EpisodeState.UPDATE));
        String finding = Episodes.told(1, Severity.HIGH, EpisodeState.OPEN).key();
        JsonNode firing = firing("finding=\"" + finding + "\"");
        assertThat(firing).hasSize(1);
        assertThat(firing.get(0).at("/annotations/alert_id").asText()).isEqualTo("told-2");
        assertThat(firing.get(0).at("/labels/alertname").asText()).isEqualTo("many-secrets-denied");
        assertThat(firing.get(0).at("/labels/team").asText()).isEqualTo("soc");

        sink.tellAgain();
        assertThat(firing("finding=\"" + finding + "\"")).hasSize(1);
        tell(Episodes.told(3, Severity.HIGH, EpisodeState.CLOSE));
        assertThat(firing("finding=\"" + finding + "\"")).isEmpty();
    }

    @Test
    void a_worse_finding_takes_the_place_of_what_it_was() throws Exception {
        Alert alert = Episodes.told(1, Severity.LOW, EpisodeState.OPEN).alerts().get(0);
        tell(Notification.of(Corpus.of(alert, "worse"), "r"));
        Alert worse = Episodes.told(2, Severity.CRITICAL, EpisodeState.UPDATE)
                .alerts()
                .get(0);
        tell(Notification.of(Corpus.of(worse, "worse"), "r"));
        JsonNode firing = firing("finding=\"worse\"");
        assertThat(firing).hasSize(1);
        assertThat(firing.get(0).at("/labels/severity").asText()).isEqualTo("critical");
    }

    @Test
    void takes_whatever_an_event_says_and_counts_beside_it() throws Exception {
        List<Notification> corpus = new ArrayList<>();
        for (Notification message : Corpus.sample()) {
            List<Alert> alerts = message.alerts().stream()
                    .map(alert -> Corpus.of(alert, "hostile-" + alert.id()))
                    .toList();
            corpus.add(new Notification(
                    message.id(),
                    message.key(),
                    message.route(),
                    message.group(),
                    alerts,
                    message.held(),
                    message.template()));
        }
        corpus.add(Notification.of(Corpus.of(Corpus.oversize("huge"), "hostile-huge"), "r"));
        assertThat(sink.notify(corpus)).containsOnly(DeliveryResult.delivered());
        int told = corpus.stream().mapToInt(message -> message.alerts().size()).sum();
        assertThat(firing("finding=~\"hostile-.*\"")).hasSize(told);
        assertThat(firing("alertname=\"" + Firings.HELD + "\"")).hasSizeGreaterThanOrEqualTo(corpus.size() - 1);
    }

    @Test
    void each_count_of_what_was_held_is_an_alert_of_its_own() throws Exception {
        tell(Incidents.named("held"));
        assertThat(firing("finding=\"h1\""))
                .singleElement()
                .satisfies(
                        alert -> assertThat(alert.at("/annotations/description").asText())
                                .contains("120 × Secret read by a person", "held because: more than 20 in 1m"));
        assertThat(sink.probe()).isEmpty();
    }

    private static void tell(Notification message) {
        assertThat(sink.notify(List.of(message))).containsExactly(DeliveryResult.delivered());
    }

    private static JsonNode firing(String matcher) throws IOException, InterruptedException {
        String query = matcher.replace("\"", "%22").replace("=", "%3D").replace("~", "%7E");
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v2/alerts?filter=" + query))
                .build();
        return Json.read(CLIENT.send(request, BodyHandlers.ofByteArray()).body())
                .orElseThrow();
    }
}
