// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.pager.Page;
import io.anchorwatch.sinks.people.Corpus;
import io.anchorwatch.sinks.people.Golden;
import io.anchorwatch.sinks.people.Incidents;
import io.anchorwatch.sinks.people.Leaves;
import io.anchorwatch.sinks.servers.stub.Json;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpsgenieAlertTest {

    private static final OpsgenieConfig CONFIG = new OpsgenieConfig(
            "pager", HttpTarget.of(URI.create("https://api.opsgenie.com")), List.of("kubernetes"), List.of("SOC"));

    private static final Set<String> KEYS = Set.of(
            "/message",
            "/alias",
            "/description",
            "/entity",
            "/priority",
            "/source",
            "/tags",
            "/responders/type",
            "/responders/name",
            "/details/alert_id",
            "/details/rule",
            "/details/cluster",
            "/details/namespace",
            "/details/actor",
            "/details/outcome",
            "/details/severity",
            "/details/route",
            "/note");

    @Test
    void an_incident_looks_as_the_golden_files_show() throws IOException {
        for (String name : List.of("single", "group", "held")) {
            Golden.assertJson("opsgenie/" + name + ".json", create(Incidents.named(name)));
        }
        Golden.assertJson("opsgenie/resolved.json", OpsgenieAlert.close(Incidents.named("resolved")));
    }

    @Test
    void nothing_an_event_says_leaves_its_text() {
        Corpus.all().forEach(message -> check(create(message)));
        Corpus.sample().forEach(message -> {
            check(create(message));
            check(OpsgenieAlert.close(message));
        });
    }

    @Test
    void hostile_texts_arrive_whole() throws IOException {
        try (OpsgenieUnderTest pager = new OpsgenieUnderTest()) {
            List<Notification> corpus = Corpus.sample();
            assertThat(pager.sink().notify(corpus)).containsOnly(DeliveryResult.delivered());
            assertThat(pager.stub().violations()).isEmpty();
            assertThat(pager.stub().alerts()).hasSize(corpus.size());
            pager.stub().requests().stream().map(StubRequest::body).forEach(OpsgenieAlertTest::check);
        }
    }

    @Test
    void the_largest_alert_keeps_within_every_length() throws IOException {
        try (OpsgenieUnderTest pager = new OpsgenieUnderTest()) {
            assertThat(pager.sink().notify(List.of(Notification.of(Corpus.oversize("huge"), "r"))))
                    .containsOnly(DeliveryResult.delivered());
            assertThat(pager.stub().violations()).isEmpty();
            assertThat(pager.ids()).containsExactly("huge");
        }
    }

    @Test
    void a_template_takes_the_place_of_the_description() {
        JsonNode alert = Json.read(create(Incidents.templated("*{{title}}*\n{{actor}}", "<!channel>")))
                .orElseThrow();
        assertThat(alert.path("description").asText()).isEqualTo("*Privileged pod*\n‹!channel›");
    }

    private static byte[] create(Notification message) {
        return OpsgenieAlert.create(message, Page.of(message), CONFIG);
    }

    private static void check(byte[] body) {
        JsonNode alert = Json.read(body).orElseThrow();
        Leaves.of(alert).forEach((path, texts) -> {
            assertThat(KEYS).contains(path);
            if (path.equals("/description")) {
                texts.forEach(text -> text.lines()
                        .filter(line -> !line.matches("Runbook: https://[!-~]+"))
                        .forEach(Leaves::assertHarmless));
            } else {
                texts.forEach(Leaves::assertHarmless);
            }
        });
    }
}
