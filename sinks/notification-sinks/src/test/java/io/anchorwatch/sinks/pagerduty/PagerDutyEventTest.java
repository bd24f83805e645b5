// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.people.Corpus;
import io.anchorwatch.sinks.people.Golden;
import io.anchorwatch.sinks.people.Incidents;
import io.anchorwatch.sinks.people.Leaves;
import io.anchorwatch.sinks.servers.stub.Json;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PagerDutyEventTest {

    private static final Set<String> DETAILS = Set.of(
            "severity",
            "group",
            "text",
            "what",
            "changed",
            "seen",
            "from",
            "next",
            "rule",
            "alert_id",
            "others",
            "more");
    private static final Set<String> OTHERS = Set.of(
            "routing_key",
            "event_action",
            "dedup_key",
            "client",
            "summary",
            "source",
            "severity",
            "component",
            "group",
            "class",
            "timestamp",
            "href",
            "text");

    @Test
    void an_incident_looks_as_the_golden_files_show() throws IOException {
        for (String name : Incidents.all().keySet()) {
            Golden.assertJson("pagerduty/" + name + ".json", event(Incidents.named(name)));
        }
    }

    @Test
    void nothing_an_event_says_leaves_its_text() {
        Corpus.all().forEach(message -> check(event(message)));
        Corpus.sample().forEach(message -> check(event(message)));
    }

    @Test
    void hostile_texts_arrive_whole() throws IOException {
        try (PagerDutyUnderTest pager = new PagerDutyUnderTest()) {
            List<Notification> corpus = Corpus.sample();
            assertThat(pager.sink().notify(corpus)).containsOnly(DeliveryResult.delivered());
            assertThat(pager.stub().violations()).isEmpty();
            assertThat(pager.stub().incidents()).hasSize(corpus.size());
            pager.stub().requests().stream().map(StubRequest::body).forEach(PagerDutyEventTest::check);
        }
    }

    @Test
    void the_largest_alert_is_far_below_what_pagerduty_takes() throws IOException {
        Notification huge = Notification.of(Corpus.oversize("huge"), "r");
        assertThat(event(huge).length).isLessThan(64 << 10);
        try (PagerDutyUnderTest pager = new PagerDutyUnderTest()) {
            assertThat(pager.sink().notify(List.of(huge))).containsOnly(DeliveryResult.delivered());
            assertThat(pager.stub().violations()).isEmpty();
        }
    }

    @Test
    void a_template_takes_the_place_of_the_text() {
        JsonNode details = Json.read(event(Incidents.templated("*{{title}}*\n{{actor}}", "<!channel>")))
                .orElseThrow()
                .at("/payload/custom_details");
        assertThat(details.path("text").asText()).isEqualTo("*Privileged pod*\n‹!channel›");
        assertThat(details.has("what")).isFalse();
        assertThat(details.path("alert_id").asText()).isNotBlank();
    }

    private static byte[] event(Notification message) {
        return PagerDutyEvent.of(message, PagerDutyUnderTest.KEY);
    }

    private static void check(byte[] body) {
        JsonNode event = Json.read(body).orElseThrow();
        Leaves.of(event).forEach((path, texts) -> {
            String key = path.substring(path.lastIndexOf('/') + 1);
            assertThat(path.contains("custom_details") ? DETAILS : OTHERS).contains(key);
            if (!key.equals("href")) {
                texts.forEach(Leaves::assertHarmless);
            }
        });
        event.path("links")
                .forEach(link -> assertThat(link.path("href").asText()).startsWith("https://"));
    }
}
