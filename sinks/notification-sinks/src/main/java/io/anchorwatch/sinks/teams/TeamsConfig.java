// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.teams;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.http.HttpTarget;
import java.time.Duration;
import java.util.List;

/**
 * Settings of Microsoft Teams.
 *
 * @param name the sink's name
 * @param target the workflow's URL, which is a secret
 * @param pace least time from one message to the next, up to a minute; zero for none
 */
public record TeamsConfig(String name, HttpTarget target, Duration pace) implements SinkConfig {

    /**
     * Four requests a second.
     *
     * @see <a href="https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using#rate-limiting-for-connectors">
     *     rate limiting</a>
     */
    public static final Duration PACE = Duration.ofMillis(250);

    @Override
    public List<ConfigProblem> problems() {
        return target.check(new ConfigChecks().name(name))
                .within(pace, Duration.ZERO, Duration.ofMinutes(1), "pace")
                .problems();
    }

    @Override
    public TeamsSink open(SinkSurroundings around) {
        return new TeamsSink(this, around.clock());
    }
}
