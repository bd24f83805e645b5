// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.secops;

import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.http.BaseUrl;
import io.anchorwatch.sinks.http.HttpSettings;
import io.anchorwatch.sinks.siem.OwnCredentials;
import java.net.URI;

/** {@code type: secops}. */
public final class SecOpsType implements SinkType {

    private static final String TOKENS = "https://oauth2.googleapis.com/token";

    @Override
    public String name() {
        return "secops";
    }

    @Override
    public SinkConfig read(String name, Settings settings) {
        return new SecOpsConfig(
                name,
                OwnCredentials.only(
                        settings,
                        BaseUrl.of(HttpSettings.read(settings, "https://eu-chronicle.googleapis.com")),
                        "serviceAccount"),
                settings.text("apiVersion", "v1"),
                settings.required("project", "soc-project"),
                settings.required("location", "eu"),
                settings.required("instance", "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"),
                settings.secret("serviceAccount"),
                settings.has("tokenUrl") ? settings.url("tokenUrl", TOKENS) : URI.create(TOKENS));
    }
}
