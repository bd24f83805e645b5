// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.alertmanager;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.people.Corpus;
import io.anchorwatch.sinks.people.Golden;
import io.anchorwatch.sinks.people.Incidents;
import io.anchorwatch.sinks.people.Leaves;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.Severity;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FiringsTest {

    private static final Set<String> LABELS =
            Set.of("alertname", "severity", "cluster", "namespace", "resource", "actor_kind", "finding", "team");
    private static final Set<String> ANNOTATIONS = Set.of(
            "summary",
            "description",
            "changes",
            "seen",
            "source",
            "rule",
            "next",
            "runbook_url",
            "alert_id",
            "route",
            "group");

    private final Firings firings = new Firings(AlertmanagerUnderTest.config(
            List.of(URI.create("http://127.0.0.1:9093")), new AtomicReference<>("t"), 1, Duration.ofHours(1)));

    @Test
    void an_incident_looks_as_the_golden_files_show() throws IOException {
        for (String name : Incidents.all().keySet()) {
            ArrayNode posted = JsonNodeFactory.instance.arrayNode();
            firings.of(Incidents.named(name))
                    .forEach(firing -> posted.add(firing.json(Episodes.NOW, Episodes.NOW.plusSeconds(3600))));
            Golden.assertJson(
                    "alertmanager/" + name + ".json", posted.toString().getBytes(UTF_8));
        }
    }

    @Test
    void nothing_an_event_says_leaves_its_annotation_or_makes_a_label_long() {
        Corpus.all().forEach(this::check);
        Corpus.sample().forEach(this::check);
        check(Notification.of(Corpus.oversize("huge"), "r"));
    }

    private void check(Notification message) {
        for (Firing firing : firings.of(message)) {
            assertThat(LABELS).containsAll(firing.labels().keySet());
            assertThat(ANNOTATIONS).containsAll(firing.annotations().keySet());
            firing.labels().values().forEach(value -> {
                Leaves.assertHarmless(value);
                assertThat(value).hasSizeLessThanOrEqualTo(128);
            });
            firing.annotations().forEach((name, value) -> {
                if (!name.equals("runbook_url")) {
                    Leaves.assertHarmless(value);
                } else {
                    assertThat(value).matches("https://[!-~]+");
                }
            });
        }
    }

    @Test
    void the_same_finding_has_the_same_labels_however_it_goes_on() {
        Firing open =
                firings.of(Episodes.told(1, Severity.HIGH, EpisodeState.OPEN)).get(0);
        Firing over =
                firings.of(Episodes.told(9, Severity.HIGH, EpisodeState.CLOSE)).get(0);
        assertThat(over.labels()).isEqualTo(open.labels());
        assertThat(over.over()).isTrue();
        assertThat(open.closes()).isTrue();
    }

    @Test
    void a_time_that_is_yet_to_come_begins_now() {
        Firing firing =
                firings.of(Episodes.told(1, Severity.HIGH, EpisodeState.CLOSE)).get(0);
        Instant before = firing.start().minusSeconds(60);
        assertThat(firing.json(before, before).path("startsAt"))
                .isEqualTo(firing.json(before, before).path("endsAt"));
    }

    @Test
    void a_template_takes_the_place_of_the_description() {
        Firing firing = firings.of(Incidents.templated("*{{title}}*\n{{actor}}", "<!channel>"))
                .get(0);
        assertThat(firing.annotations()).containsEntry("description", "*Privileged pod*\n‹!channel›");
    }
}
