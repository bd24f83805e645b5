// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.pagerduty;

import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.http.HttpSettings;
import java.net.URI;
import java.util.Map;

/**
 * {@code type: pagerduty}.
 *
 * @see <a href="https://support.pagerduty.com/main/docs/service-regions">service regions</a>
 */
public final class PagerDutyType implements SinkType {

    private static final URI US = URI.create("https://events.pagerduty.com/v2/enqueue");
    private static final URI EU = URI.create("https://events.eu.pagerduty.com/v2/enqueue");

    @Override
    public String name() {
        return "pagerduty";
    }

    @Override
    public SinkConfig read(String name, Settings settings) {
        URI regional = settings.choice("region", Map.of("us", US, "eu", EU), US);
        URI url = settings.has("url") ? settings.url("url", US.toString()) : regional;
        return new PagerDutyConfig(name, HttpSettings.read(settings, url), settings.secret("routingKey"));
    }
}
