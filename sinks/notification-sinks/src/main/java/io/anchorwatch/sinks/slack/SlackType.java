// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.slack;

import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.http.HttpSettings;
import io.anchorwatch.sinks.http.HttpTarget;
import java.net.URI;
import java.util.Optional;

/** {@code type: slack}. */
public final class SlackType implements SinkType {

    private static final URI API = URI.create("https://slack.com/api");

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public SinkConfig read(String name, Settings settings) {
        boolean bot = settings.has("token") || settings.has("channel");
        if (bot && settings.has("url")) {
            settings.problem("url", "is for a webhook: leave it out, or token and channel");
        }
        return new SlackConfig(
                name,
                bot ? bot(settings) : HttpSettings.readSecret(settings, "${file:/run/secrets/slack-webhook-url}"),
                bot ? Optional.of(settings.required("channel", "C0123456789")) : Optional.empty(),
                settings.span("pace", SlackConfig.PACE),
                settings.span("threadFor", SlackConfig.THREAD_FOR));
    }

    private static HttpTarget bot(Settings settings) {
        URI api = settings.has("apiUrl") ? settings.url("apiUrl", API.toString()) : API;
        // Methods are added to it.
        URI bare = URI.create(api.toString().replaceAll("/+$", ""));
        return HttpSettings.read(settings, bare).with(new HttpAuth.Token("Bearer", settings.secret("token")));
    }
}
