// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.teams;

import static io.anchorwatch.sinks.MapSettings.secretly;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.anchorwatch.sinks.AlertSinkContract;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.MapSettings;
import io.anchorwatch.sinks.MapSettings.Reading;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.chat.Detail;
import io.anchorwatch.sinks.format.PlainText;
import io.anchorwatch.sinks.incident.Incident;
import io.anchorwatch.sinks.people.Corpus;
import io.anchorwatch.sinks.people.Golden;
import io.anchorwatch.sinks.people.Incidents;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a stand-in that is as strict as Microsoft's documentation. */
class TeamsSinkTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> ELEMENTS = Set.of("Container", "RichTextBlock", "TextRun", "AdaptiveCard");

    @Nested
    class Contract extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() {
            return TeamsUnderTest.start();
        }
    }

    @Test
    void an_incident_looks_as_the_golden_files_show() throws IOException {
        for (String name : Incidents.all().keySet()) {
            Incident incident = Incident.of(Incidents.named(name));
            Golden.assertJson("teams/" + name + ".json", TeamsMessage.of(incident, Detail.FULL));
        }
    }

    @Test
    void nothing_an_event_says_leaves_its_text() throws IOException {
        for (Notification notification : Corpus.all()) {
            check(JSON.readTree(TeamsMessage.of(Incident.of(notification), Detail.FULL)));
        }
    }

    @Test
    void hostile_texts_arrive_whole() throws IOException {
        try (TeamsUnderTest teams = TeamsUnderTest.start()) {
            List<Notification> corpus = Corpus.sample();
            assertThat(teams.sink().notify(corpus)).containsOnly(DeliveryResult.delivered());
            assertThat(teams.stub().violations()).isEmpty();
            assertThat(teams.stub().requests()).hasSize(corpus.size());
            for (int i = 0; i < corpus.size(); i++) {
                check(JSON.readTree(teams.stub().requests().get(i).body()));
            }
        }
    }

    @Test
    void the_largest_group_is_told_within_what_teams_takes() throws IOException {
        try (TeamsUnderTest teams = TeamsUnderTest.start()) {
            List<Notification> huge = List.of(
                    Notification.of(Corpus.oversize("huge"), "r"),
                    new Notification(
                            "g",
                            "g",
                            "r",
                            Map.of("namespace", "n"),
                            List.of(Corpus.oversize("x"), Corpus.oversize("y"), Corpus.oversize("z")),
                            Notification.Held.NONE,
                            Optional.empty()));
            assertThat(teams.sink().notify(huge)).containsOnly(DeliveryResult.delivered());
            assertThat(teams.stub().violations()).isEmpty();
            assertThat(teams.ids()).contains("huge", "x");
            assertThat(teams.stub().requests()).allMatch(request -> request.body().length <= TeamsSink.MOST_BYTES);
        }
    }

    @Test
    void a_target_that_takes_less_gets_it_shorter_once_and_then_no_more() throws IOException {
        try (TeamsUnderTest teams = TeamsUnderTest.start()) {
            teams.stub().faults().failing(413);
            assertThat(teams.sink().notify(List.of(Incidents.named("group"))))
                    .singleElement()
                    .isInstanceOf(Rejected.class);
            assertThat(teams.stub().requests()).hasSize(2);
            assertThat(teams.stub().requests().get(1).body().length)
                    .isLessThan(teams.stub().requests().get(0).body().length);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410})
    void a_workflow_that_is_gone_makes_messages_wait(int status) throws IOException {
        try (TeamsUnderTest teams = TeamsUnderTest.start()) {
            teams.stub().faults().failing(status);
            assertThat(teams.sink().notify(List.of(Incidents.named("single"))))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Retry.class,
                            retry -> assertThat(retry.reason())
                                    .contains("turn the workflow on")
                                    .doesNotContain("signature"));
        }
    }

    @Test
    void a_template_takes_the_place_of_the_body_and_escapes_what_an_event_says() throws IOException {
        Notification told = Incidents.templated("**{{title}}** {{actor}}", "[click](https://evil.example)");
        JsonNode card =
                JSON.readTree(TeamsMessage.of(Incident.of(told), Detail.FULL)).at("/attachments/0/content");
        assertThat(card.at("/body/1/items/0/text").asText())
                .isEqualTo("**Privileged pod** \\[click\\]\\(https://evil.example\\)");
    }

    @Test
    void settings_are_read_and_each_mistake_is_told_in_one_line() {
        Reading good = read(Map.of("url", secretly("https://x.logic.azure.com/workflows/a?sig=secret")));
        TeamsConfig config = (TeamsConfig) good.config();
        assertThat(good.problems()).isEmpty();
        assertThat(config.pace()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.toString()).doesNotContain("secret");

        assertThat(read(Map.of()).problems())
                .containsExactly("url is missing; for example: url: ${file:/run/secrets/teams-workflow-url}");
        assertThat(read(Map.of("url", "https://x.logic.azure.com/workflows/a?sig=secret"))
                        .problems())
                .contains("url is a secret and must not stand in the configuration");
        assertThat(read(Map.of("url", secretly("http://x.example/"), "pace", "1h"))
                        .config()
                        .problems())
                .extracting(ConfigProblem::field)
                .containsExactly("url", "pace");
    }

    private static Reading read(Map<String, Object> values) {
        return MapSettings.read(new TeamsType(), values);
    }

    private static void check(JsonNode message) {
        JsonNode card = message.at("/attachments/0/content");
        assertThat(card.has("msteams")).isFalse();
        for (JsonNode element : card.findParents("type")) {
            String type = element.path("type").asText();
            if (type.equals("Action.OpenUrl")) {
                assertThat(element.path("url").asText()).startsWith("https://");
            } else {
                assertThat(ELEMENTS).contains(type);
            }
            if (type.equals("TextRun")) {
                String text = element.path("text").asText();
                assertThat(PlainText.clean(text)).isEqualTo(text).isNotEmpty();
            }
        }
    }
}
