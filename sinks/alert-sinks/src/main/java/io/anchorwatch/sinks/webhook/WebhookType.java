// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.webhook;

import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.http.HttpSettings;
import java.util.Map;

/** {@code type: webhook}. */
public final class WebhookType implements SinkType {

    private static final Map<String, WebhookMode> MODES =
            Map.of("binary", WebhookMode.BINARY, "structured", WebhookMode.STRUCTURED, "batch", WebhookMode.BATCH);

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public SinkConfig read(String name, Settings settings) {
        return new WebhookConfig(
                name,
                HttpSettings.read(settings, "https://soc.example.org/anchorwatch"),
                settings.choice("mode", MODES, WebhookMode.STRUCTURED),
                settings.secrets("secrets"));
    }
}
