// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anchorwatch.sinks.AlertSinkContract;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.NotificationSink;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.people.Corpus;
import io.anchorwatch.sinks.people.Incidents;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.Severity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a stand-in that is as strict as Slack's documentation. */
class SlackSinkTest {

    @Nested
    class ByWebhook extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() {
            return SlackUnderTest.webhook();
        }
    }

    @Nested
    class ByBot extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() {
            return SlackUnderTest.bot();
        }
    }

    @Test
    void later_messages_of_a_finding_stand_in_its_thread_and_the_first_says_the_latest() throws IOException {
        try (SlackUnderTest slack = SlackUnderTest.bot()) {
            tell(slack, Corpus.told(1, Severity.MEDIUM, EpisodeState.OPEN));
            tell(slack, Corpus.told(2, Severity.HIGH, EpisodeState.UPDATE));
            tell(slack, Corpus.told(3, Severity.HIGH, EpisodeState.CLOSE));

            List<JsonNode> messages = new ArrayList<>(slack.stub().messages().values());
            String first = slack.stub().messages().keySet().iterator().next();
            assertThat(messages).hasSize(3);
            assertThat(messages.get(0).path("text").asText()).contains("RESOLVED (was HIGH)");
            assertThat(messages.get(0).toString()).contains("Latest state. Each update is in the thread.");
            assertThat(messages.get(1).path("thread_ts").asText()).isEqualTo(first);
            assertThat(messages.get(2).path("thread_ts").asText()).isEqualTo(first);
            assertThat(messages.get(0).has("unfurl_links")).isFalse();
            // What got worse is shown to all, what ended is not.
            assertThat(messages.get(1).path("reply_broadcast").asBoolean()).isTrue();
            assertThat(messages.get(2).path("reply_broadcast").asBoolean()).isFalse();
            assertThat(slack.ids()).containsExactly("told-1", "told-2", "told-3");
        }
    }

    @Test
    void the_first_message_of_a_group_keeps_what_it_said() throws IOException {
        try (SlackUnderTest slack = SlackUnderTest.bot()) {
            Notification first = Corpus.sample().get(0);
            Notification second = Corpus.sample().get(1);
            tell(slack, first);
            tell(
                    slack,
                    new Notification(
                            "2", first.key(), "r", second.group(), second.alerts(), second.held(), second.template()));

            String now = slack.stub().messages().values().iterator().next().toString();
            assertThat(now)
                    .contains("Since then, in the thread: ", "Worst of all so far: 🟠 HIGH.", "Alert: h-0")
                    .doesNotContain("Alert: h-1");
            assertThat(slack.stub().violations()).isEmpty();
        }
    }

    @Test
    void what_ended_in_a_group_does_not_make_its_first_message_look_ended() throws IOException {
        try (SlackUnderTest slack = SlackUnderTest.bot()) {
            Notification group = Incidents.named("group");
            Notification over = new Notification(
                    "2",
                    group.key(),
                    "r",
                    group.group(),
                    Incidents.named("resolved").alerts(),
                    group.held(),
                    group.template());
            tell(slack, group);
            tell(slack, over);

            JsonNode first = slack.stub().messages().values().iterator().next();
            assertThat(first.at("/blocks/0/text/text").asText()).startsWith("🔴 CRITICAL: 7 alerts");
            assertThat(first.path("text").asText()).startsWith("🔴 CRITICAL: 7 alerts");
            assertThat(first.at("/blocks/1/elements/0/text").asText())
                    .contains("RESOLVED (was HIGH)")
                    .endsWith("Worst of all so far: 🔴 CRITICAL.");
        }
    }

    @Test
    void a_deleted_first_message_is_followed_by_a_new_one() throws IOException {
        try (SlackUnderTest slack = SlackUnderTest.bot()) {
            tell(slack, Corpus.told(1, Severity.HIGH, EpisodeState.OPEN));
            slack.stub().deleteMessages();
            tell(slack, Corpus.told(2, Severity.HIGH, EpisodeState.UPDATE));

            assertThat(slack.stub().messages().values())
                    .singleElement()
                    .satisfies(message -> assertThat(message.has("thread_ts")).isFalse());
        }
    }

    @Test
    void a_thread_ends_and_is_bounded_in_number() {
        Threads threads = new Threads(Duration.ofHours(1));
        Instant now = Instant.EPOCH;
        for (int i = 0; i < 1001; i++) {
            threads.keep(
                    "k" + i,
                    new Threads.Started("ts" + i, now, Severity.LOW, 0, JsonNodeFactory.instance.objectNode()));
        }
        assertThat(threads.find("k0", now)).isEmpty();
        assertThat(threads.find("k1", now)).isPresent();
        assertThat(threads.find("k1", now.plusSeconds(3600))).isEmpty();
    }

    @Test
    void more_than_one_message_a_second_is_not_sent() throws IOException {
        try (SlackUnderTest slack = SlackUnderTest.paced(Duration.ofSeconds(30))) {
            List<DeliveryResult> results = slack.sink()
                    .notify(List.of(
                            Corpus.told(1, Severity.HIGH, EpisodeState.OPEN),
                            Corpus.told(2, Severity.HIGH, EpisodeState.OPEN)));
            assertThat(results.get(0)).isEqualTo(DeliveryResult.delivered());
            assertThat(results.get(1))
                    .isInstanceOfSatisfying(
                            Retry.class,
                            retry -> assertThat(retry.after())
                                    .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30)));
            assertThat(slack.ids()).containsExactly("told-1");
        }
    }

    @Test
    void the_pace_is_kept_as_slack_counts_it() throws IOException {
        try (SlackUnderTest slack = SlackUnderTest.paced(Duration.ofSeconds(1))) {
            slack.stub().onePerSecond(true);
            List<Notification> two = List.of(
                    Corpus.told(1, Severity.HIGH, EpisodeState.OPEN), Corpus.told(2, Severity.HIGH, EpisodeState.OPEN));
            assertThat(slack.sink().notify(two)).containsOnly(DeliveryResult.delivered());
            assertThat(slack.stub().violations()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_auth, renew the token",
        "missing_scope, chat:write",
        "channel_not_found, invite the app",
        "is_archived, name another",
        "ratelimited, ''",
        "internal_error, ''",
        "something_new, ''"
    })
    void an_error_that_is_not_the_messages_makes_it_wait(String error, String advice) {
        try (Saying slack = Saying.toBot("{\"ok\":false,\"error\":\"" + error + "\"}")) {
            assertThat(tell(slack.sink(), Corpus.told(1, Severity.HIGH, EpisodeState.OPEN)))
                    .isInstanceOfSatisfying(
                            Retry.class,
                            retry -> assertThat(retry.reason()).contains(error).contains(advice));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, no_service, make a new webhook",
        "403, invalid_token, make a new webhook",
        "410, channel_is_archived, name another",
        "500, rollup_error, ''"
    })
    void a_webhook_that_is_gone_makes_messages_wait(int status, String word, String advice) {
        try (Saying slack = Saying.toWebhook(status, word)) {
            assertThat(tell(slack.sink(), Corpus.told(1, Severity.HIGH, EpisodeState.OPEN)))
                    .isInstanceOfSatisfying(
                            Retry.class,
                            retry -> assertThat(retry.reason()).contains(word).contains(advice));
            assertThat(slack.sink().probe())
                    .hasValueSatisfying(line -> assertThat(line).contains(advice));
        }
    }

    @Test
    void what_slack_finds_too_long_is_told_shorter_once_and_then_rejected() {
        try (Saying slack = Saying.toBot("{\"ok\":false,\"error\":\"msg_too_long\"}")) {
            assertThat(tell(slack.sink(), Corpus.told(1, Severity.HIGH, EpisodeState.OPEN)))
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.reason()).contains("msg_too_long"));
            assertThat(slack.bodies()).hasSize(2);
            assertThat(slack.bodies().get(1).length())
                    .isLessThan(slack.bodies().get(0).length());
        }
    }

    @Test
    void what_a_target_says_is_not_repeated() {
        try (Saying slack = Saying.toBot("{\"ok\":false,\"error\":\"<script> secret\"}")) {
            assertThat(tell(slack.sink(), Corpus.told(1, Severity.HIGH, EpisodeState.OPEN)))
                    .isInstanceOfSatisfying(
                            Retry.class,
                            retry -> assertThat(retry.reason()).doesNotContain("script", "secret", "xoxb"));
        }
    }

    private static DeliveryResult tell(SlackUnderTest slack, Notification message) {
        return tell(slack.sink(), message);
    }

    private static DeliveryResult tell(NotificationSink sink, Notification message) {
        return sink.notify(List.of(message)).get(0);
    }
}
