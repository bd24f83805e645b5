// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.slack;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.http.HttpTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of Slack.
 *
 * @param name the sink's name
 * @param target the webhook's URL, which is a secret; for a bot the Web API's, with the bot's token
 * @param channel the id of the channel that a bot writes to; empty for a webhook, whose URL knows its channel
 * @param pace least time from one message to the next, up to a minute; zero for none
 * @param threadFor how long a bot answers in the thread of the first message before it begins a new one, 1 minute to 30 days
 */
public record SlackConfig(String name, HttpTarget target, Optional<String> channel, Duration pace, Duration threadFor)
        implements SinkConfig {

    /** One message a second and channel. See <a href="https://docs.slack.dev/apis/web-api/rate-limits">rate limits</a>. */
    public static final Duration PACE = Duration.ofSeconds(1);

    /** What is older than a day has scrolled out of sight. */
    public static final Duration THREAD_FOR = Duration.ofDays(1);

    @Override
    public List<ConfigProblem> problems() {
        ConfigChecks checks = target.check(new ConfigChecks().name(name));
        channel.ifPresent(id -> checks.require(
                id.matches("[CGD][A-Z0-9]{2,30}"),
                "channel",
                "is the channel's id such as C0123456789, at the end of its details in Slack, not its name"));
        return checks.within(pace, Duration.ZERO, Duration.ofMinutes(1), "pace")
                .within(threadFor, Duration.ofMinutes(1), Duration.ofDays(30), "threadFor")
                .problems();
    }

    @Override
    public SlackSink open(SinkSurroundings around) {
        return new SlackSink(this, around.clock());
    }
}
