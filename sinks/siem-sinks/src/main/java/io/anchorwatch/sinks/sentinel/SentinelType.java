// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.sentinel;

import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.http.BaseUrl;
import io.anchorwatch.sinks.http.HttpSettings;
import io.anchorwatch.sinks.siem.OwnCredentials;
import java.net.URI;
import java.util.Map;

/** {@code type: sentinel}. */
public final class SentinelType implements SinkType {

    /** See <a href="https://learn.microsoft.com/en-us/entra/identity-platform/authentication-national-cloud">clouds</a>. */
    private record Cloud(String authority, String scope) {}

    private static final Cloud PUBLIC =
            new Cloud("https://login.microsoftonline.com", "https://monitor.azure.com/.default");

    /** The stream of the rule that {@code azuredeploy.json} makes. */
    static final String STREAM = "Custom-AnchorwatchAlerts_CL";

    private static final Map<String, Cloud> CLOUDS = Map.of(
            "public", PUBLIC,
            "usgov", new Cloud("https://login.microsoftonline.us", "https://monitor.azure.us/.default"),
            "china", new Cloud("https://login.chinacloudapi.cn", "https://monitor.azure.cn/.default"));

    @Override
    public String name() {
        return "sentinel";
    }

    @Override
    public SinkConfig read(String name, Settings settings) {
        Cloud cloud = settings.choice("cloud", CLOUDS, PUBLIC);
        return new SentinelConfig(
                name,
                OwnCredentials.only(
                        settings,
                        BaseUrl.of(
                                HttpSettings.read(settings, "https://soc-x1y2.westeurope-1.ingest.monitor.azure.com")),
                        "client and clientSecret"),
                settings.required("rule", "dcr-0123456789abcdef0123456789abcdef"),
                settings.text("stream", STREAM),
                settings.has("authority")
                        ? settings.url("authority", cloud.authority())
                        : URI.create(cloud.authority()),
                cloud.scope(),
                settings.required("tenant", "72f988bf-86f1-41af-91ab-2d7cd011db47"),
                settings.required("client", "535fb089-9ff3-47b6-9bfb-4f1264799865"),
                settings.secret("clientSecret"));
    }
}
