// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.slack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.chat.Detail;
import io.anchorwatch.sinks.format.PlainText;
import io.anchorwatch.sinks.incident.Incident;
import io.anchorwatch.sinks.people.Corpus;
import io.anchorwatch.sinks.people.Golden;
import io.anchorwatch.sinks.people.Incidents;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SlackMessageTest {

    /** What Slack acts on in mrkdwn is between angle brackets: ours is the runbook's link and nothing else. */
    private static final Pattern ANGLES = Pattern.compile("<(?!https://[!-;=?-{}~]+\\|Runbook \\([a-z0-9.-]+\\)>)");

    private static final Set<String> BLOCKS = Set.of("header", "section", "context", "divider");

    @Test
    void an_incident_looks_as_the_golden_files_show() throws IOException {
        for (String name : Incidents.all().keySet()) {
            Golden.assertJson(
                    "slack/" + name + ".json",
                    message(Incidents.named(name)).toString().getBytes(UTF_8));
        }
    }

    @Test
    void nothing_an_event_says_leaves_its_text() {
        for (Notification notification : Corpus.all()) {
            check(message(notification));
        }
        Corpus.sample().forEach(notification -> check(message(notification)));
    }

    @Test
    void hostile_texts_arrive_whole_by_both_ways() throws IOException {
        for (boolean bot : new boolean[] {false, true}) {
            try (SlackUnderTest slack = bot ? SlackUnderTest.bot() : SlackUnderTest.webhook()) {
                List<Notification> corpus = Corpus.sample();
                assertThat(slack.sink().notify(corpus)).containsOnly(DeliveryResult.delivered());
                assertThat(slack.stub().violations()).isEmpty();
                assertThat(slack.stub().messages()).hasSize(corpus.size());
                slack.stub().messages().values().forEach(SlackMessageTest::check);
            }
        }
    }

    @Test
    void the_largest_alert_stays_within_slacks_limits_and_tells_who_did_what() throws IOException {
        try (SlackUnderTest slack = SlackUnderTest.webhook()) {
            assertThat(slack.sink().notify(List.of(Notification.of(Corpus.oversize("huge"), "r"))))
                    .containsOnly(DeliveryResult.delivered());
            assertThat(slack.stub().violations()).isEmpty();
            assertThat(slack.ids()).containsExactly("huge");
        }
    }

    @Test
    void a_template_takes_the_place_of_the_body_and_escapes_what_an_event_says() {
        JsonNode message =
                message(Incidents.templated("*{{title}}* <https://wiki.example/|wiki> {{actor}}", "<!channel>"));
        assertThat(message.at("/blocks/1/text/text").asText())
                .isEqualTo("*Privileged pod* <https://wiki.example/|wiki> &lt;!channel&gt;");
        assertThat(message.at("/blocks/2/block_id").asText()).startsWith("alert:");
    }

    @Test
    void a_long_template_is_cut_between_words() {
        assertThat(Parts.of("word ".repeat(2000), 3000)).hasSize(4).allMatch(part -> part.endsWith("word"));
        assertThat(Parts.of("a&amp;".repeat(600), 3000)).allMatch(part -> part.matches("(a?&amp;|a)+"));
        assertThat(Parts.of("🚀".repeat(2000), 3001))
                .allMatch(part -> PlainText.clean(part).equals(part));
        assertThat(Parts.of("  \n ", 3000)).isEmpty();
    }

    @Test
    void less_detail_is_shorter() {
        Incident incident = Incident.of(Incidents.named("group"));
        List<Integer> lengths = Detail.LEVELS.stream()
                .map(detail ->
                        SlackMessage.of(incident, detail, "alert:").toString().length())
                .toList();
        assertThat(lengths).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(lengths.get(lengths.size() - 1)).isLessThan(lengths.get(0) / 2);
    }

    private static ObjectNode message(Notification notification) {
        return SlackMessage.of(Incident.of(notification), Detail.FULL, "alert:");
    }

    private static void check(JsonNode message) {
        assertMrkdwn(message.path("text").asText());
        assertThat(message.path("unfurl_links").asBoolean(true)).isFalse();
        assertThat(message.path("blocks").size()).isBetween(1, 50);
        for (JsonNode block : message.path("blocks")) {
            assertThat(BLOCKS).contains(block.path("type").asText());
        }
        for (JsonNode text : message.path("blocks").findParents("type")) {
            String said = text.path("text").asText();
            if (text.path("type").asText().equals("mrkdwn")) {
                assertThat(text.path("verbatim").asBoolean()).isTrue();
                assertMrkdwn(said);
            } else if (text.path("type").asText().equals("plain_text")) {
                assertThat(text.path("emoji").asBoolean(true)).isFalse();
                assertThat(PlainText.clean(said.replace('\n', ' '))).isEqualTo(said.replace('\n', ' '));
            }
        }
    }

    private static void assertMrkdwn(String text) {
        assertThat(ANGLES.matcher(text).find()).as(text).isFalse();
    }
}
