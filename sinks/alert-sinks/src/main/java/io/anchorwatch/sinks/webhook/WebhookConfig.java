// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.webhook;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.http.HttpTarget;
import java.util.List;

/**
 * Settings of a webhook.
 *
 * @param name the sink's name
 * @param target where to post
 * @param mode how alerts are put into messages
 * @param secrets secrets that sign each request, at most two: while one replaces the other, both sign. Empty for none
 */
public record WebhookConfig(String name, HttpTarget target, WebhookMode mode, List<Secret> secrets)
        implements SinkConfig {

    private static final int LEAST_SECRET_CHARS = 16;

    public WebhookConfig {
        secrets = List.copyOf(secrets);
    }

    @Override
    public List<ConfigProblem> problems() {
        ConfigChecks checks = target.check(new ConfigChecks().name(name));
        checks.require(secrets.size() <= 2, "secrets", "holds more than two: the one in use and its successor");
        for (int i = 0; i < secrets.size(); i++) {
            checks.require(
                    secrets.get(i).reveal().length() >= LEAST_SECRET_CHARS,
                    "secrets[" + i + "]",
                    "is shorter than " + LEAST_SECRET_CHARS + " characters");
        }
        return checks.problems();
    }

    @Override
    public WebhookSink open(SinkSurroundings around) {
        return new WebhookSink(this, around.clock());
    }
}
