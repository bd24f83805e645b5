// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.slack;

import static io.anchorwatch.sinks.MapSettings.secretly;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.MapSettings;
import io.anchorwatch.sinks.MapSettings.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlackSettingsTest {

    @Test
    void a_webhook_needs_its_url_only() {
        Reading settings = MapSettings.read(
                new SlackType(), Map.of("url", secretly("https://hooks.slack.com/services/T0/B0/secret")));
        SlackConfig config = (SlackConfig) settings.config();

        assertThat(settings.problems()).isEmpty();
        assertThat(config.channel()).isEmpty();
        assertThat(config.pace()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.toString()).doesNotContain("secret");
    }

    @Test
    void a_bot_needs_its_token_and_a_channel() {
        Reading settings = MapSettings.read(
                new SlackType(), Map.of("token", secretly("xoxb-secret"), "channel", "C0123456789", "threadFor", "8h"));
        SlackConfig config = (SlackConfig) settings.config();

        assertThat(settings.problems()).isEmpty();
        assertThat(config.target().url()).hasToString("https://slack.com/api");
        assertThat(config.channel()).contains("C0123456789");
        assertThat(config.threadFor()).isEqualTo(Duration.ofHours(8));
        assertThat(config.toString()).doesNotContain("secret");
    }

    @Test
    void another_web_api_may_be_written_with_a_slash_at_its_end() {
        Reading settings = MapSettings.read(
                new SlackType(),
                Map.of("token", secretly("t"), "channel", "C0123456789", "apiUrl", "https://slack-gov.com/api/"));
        SlackConfig config = (SlackConfig) settings.config();

        assertThat(settings.problems()).isEmpty();
        assertThat(config.target().url()).hasToString("https://slack-gov.com/api");
    }

    @Test
    void each_mistake_is_told_in_one_line() {
        assertThat(problems(Map.of()))
                .containsExactly("url is missing; for example: url: ${file:/run/secrets/slack-webhook-url}");
        assertThat(problems(Map.of("token", secretly("t"))))
                .contains("channel is missing; for example: channel: C0123456789");
        assertThat(problems(Map.of("channel", "C0123456789")))
                .containsExactly("token is missing; for example: token: ${file:/run/secrets/token}");
        assertThat(problems(Map.of("token", secretly("t"), "channel", "#alerts")))
                .singleElement()
                .asString()
                .startsWith("channel is the channel's id such as C0123456789");
        assertThat(problems(Map.of(
                        "token",
                        secretly("t"),
                        "channel",
                        "C0123456789",
                        "url",
                        secretly("https://hooks.slack.com/x"))))
                .contains("url is for a webhook: leave it out, or token and channel");
        assertThat(problems(Map.of("url", "https://hooks.slack.com/x")))
                .contains("url is a secret and must not stand in the configuration");
        assertThat(problems(Map.of("url", secretly("http://hooks.slack.com/x"))))
                .containsExactly("url must begin with https:// (http:// only with allowPlainHttp)");
        assertThat(problems(Map.of("url", secretly("https://169.254.169.254/x"))))
                .singleElement()
                .asString()
                .contains("a cloud's metadata service");
        assertThat(problems(Map.of("url", secretly("https://hooks.slack.com/x"), "pace", "1h")))
                .containsExactly("pace must be from PT0S to PT1M, not PT1H");
    }

    private static List<String> problems(Map<String, Object> values) {
        return MapSettings.read(new SlackType(), values).problems();
    }
}
