// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.people.MapSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SlackSettingsTest {

    @Test
    void a_webhook_needs_its_url_only() {
        MapSettings settings = new MapSettings(Map.of("url", "https://hooks.slack.com/services/T0/B0/secret"));
        SlackConfig config = (SlackConfig) new SlackType().read("slack", settings);

        assertThat(settings.problems()).isEmpty();
        assertThat(config.problems()).isEmpty();
        assertThat(config.channel()).isEmpty();
        assertThat(config.pace()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.toString()).doesNotContain("secret");
    }

    @Test
    void a_bot_needs_its_token_and_a_channel() {
        MapSettings settings = new MapSettings(
                Map.of("token", "xoxb-secret", "channel", "C0123456789", "threadFor", Duration.ofHours(8)));
        SlackConfig config = (SlackConfig) new SlackType().read("slack", settings);

        assertThat(settings.problems()).isEmpty();
        assertThat(config.problems()).isEmpty();
        assertThat(config.target().url()).hasToString("https://slack.com/api");
        assertThat(config.channel()).contains("C0123456789");
        assertThat(config.threadFor()).isEqualTo(Duration.ofHours(8));
        assertThat(config.toString()).doesNotContain("secret");
    }

    @Test
    void another_web_api_may_be_written_with_a_slash_at_its_end() {
        MapSettings settings =
                new MapSettings(Map.of("token", "t", "channel", "C0123456789", "apiUrl", "https://slack-gov.com/api/"));
        SlackConfig config = (SlackConfig) new SlackType().read("slack", settings);

        assertThat(settings.problems()).isEmpty();
        assertThat(config.target().url()).hasToString("https://slack-gov.com/api");
    }

    @Test
    void each_mistake_is_told_in_one_line() {
        assertThat(problems(Map.of()))
                .containsExactly("url is missing, such as ${file:/run/secrets/slack-webhook-url}");
        assertThat(problems(Map.of("token", "t"))).contains("channel is missing, such as C0123456789");
        assertThat(problems(Map.of("channel", "C0123456789")))
                .containsExactly("token is missing, such as ${file:/run/secrets/token}");
        assertThat(problems(Map.of("token", "t", "channel", "#alerts")))
                .singleElement()
                .asString()
                .startsWith("channel is the channel's id such as C0123456789");
        assertThat(problems(Map.of("token", "t", "channel", "C0123456789", "url", "https://hooks.slack.com/x")))
                .contains("url is for a webhook: leave it out, or token and channel");
        assertThat(problems(Map.of("url", "http://hooks.slack.com/x")))
                .containsExactly("url must begin with https:// (http:// only with allowPlainHttp)");
        assertThat(problems(Map.of("url", "https://169.254.169.254/x")))
                .singleElement()
                .asString()
                .contains("a cloud's metadata service");
        assertThat(problems(Map.of("url", "https://hooks.slack.com/x", "pace", Duration.ofHours(1))))
                .containsExactly("pace must be from PT0S to PT1M, not PT1H");
    }

    private static List<String> problems(Map<String, Object> values) {
        MapSettings settings = new MapSettings(values);
        List<ConfigProblem> found = new SlackType().read("slack", settings).problems();
        return Stream.concat(
                        settings.problems().stream(),
                        found.stream().map(problem -> problem.field() + " " + problem.message()))
                .toList();
    }
}
