// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.opsgenie;

import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.http.BaseUrl;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.http.HttpSettings;
import io.anchorwatch.sinks.http.HttpTarget;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * {@code type: opsgenie}.
 *
 * @see <a href="https://docs.opsgenie.com/docs/api-overview#domains-of-opsgenie-api">hosts of Opsgenie</a>
 * @see <a href="https://developer.atlassian.com/cloud/jira/service-desk-ops/rest/v2/api-group-integration-events/">Jira
 *     Service Management: integration events</a>
 */
public final class OpsgenieType implements SinkType {

    private static final URI US = URI.create("https://api.opsgenie.com");
    private static final URI EU = URI.create("https://api.eu.opsgenie.com");
    private static final URI JSM = URI.create("https://api.atlassian.com/jsm/ops/integration");

    @Override
    public String name() {
        return "opsgenie";
    }

    @Override
    public SinkConfig read(String name, Settings settings) {
        URI usual = settings.choice("service", Map.of("opsgenie-us", US, "opsgenie-eu", EU, "jsm", JSM), US);
        URI url = settings.has("url") ? settings.url("url", US.toString()) : usual;
        HttpTarget target = BaseUrl.of(HttpSettings.read(settings, url));
        Optional<Secret> key = settings.optionalSecret("apiKey");
        if (key.isPresent() && !(target.auth() instanceof HttpAuth.None)) {
            settings.problem("apiKey", "stands beside user or bearer: leave one of them out");
        }
        return new OpsgenieConfig(
                name,
                key.map(secret -> target.with(new HttpAuth.Token("GenieKey", secret)))
                        .orElse(target),
                settings.texts("tags"),
                settings.texts("teams"));
    }
}
