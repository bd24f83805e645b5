// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.opsgenie;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.http.BaseUrl;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.http.HttpTarget;
import java.util.List;

/**
 * Settings of Opsgenie or Jira Service Management.
 *
 * @param name the sink's name
 * @param target the API's URL before {@code /v2/alerts}, and the key
 * @param tags tags of every alert, at most 10
 * @param teams teams that are to respond, by their names, at most 50; empty to leave it to the integration
 */
public record OpsgenieConfig(String name, HttpTarget target, List<String> tags, List<String> teams)
        implements SinkConfig {

    private static final int MOST_TAGS = 10;

    /** See <a href="https://docs.opsgenie.com/docs/alert-api#create-alert">responders</a>. */
    private static final int MOST_TEAMS = 50;

    public OpsgenieConfig {
        tags = List.copyOf(tags);
        teams = List.copyOf(teams);
    }

    @Override
    public List<ConfigProblem> problems() {
        return BaseUrl.check(new ConfigChecks().name(name), target)
                .require(
                        !(target.auth() instanceof HttpAuth.None),
                        "apiKey",
                        "is missing: the key of an API integration, as ${file:/run/secrets/opsgenie-key}")
                .require(tags.size() <= MOST_TAGS, "tags", "has more than " + MOST_TAGS)
                .require(
                        tags.stream().allMatch(tag -> !tag.isBlank() && tag.length() <= 50),
                        "tags",
                        "holds one that is empty or longer than 50 characters")
                .require(teams.size() <= MOST_TEAMS, "teams", "has more than " + MOST_TEAMS)
                .require(teams.stream().noneMatch(String::isBlank), "teams", "holds an empty name")
                .problems();
    }

    @Override
    public OpsgenieSink open(SinkSurroundings around) {
        return new OpsgenieSink(this, around.clock());
    }
}
