// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.securityhub;

import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.http.HttpSettings;
import io.anchorwatch.sinks.siem.AwsCredentials;
import io.anchorwatch.sinks.siem.BaseUrl;
import java.net.URI;

/** {@code type: securityhub}. */
public final class SecurityHubType implements SinkType {

    @Override
    public String name() {
        return "securityhub";
    }

    @Override
    public SinkConfig read(String name, Settings settings) {
        String region = settings.required("region", "eu-central-1");
        URI endpoint = settings.has("endpoint")
                ? settings.url("endpoint", "https://securityhub.eu-central-1.amazonaws.com")
                : URI.create("https://securityhub." + (region.matches("[a-z0-9-]{1,32}") ? region : "none")
                        + ".amazonaws.com");
        return new SecurityHubConfig(
                name,
                BaseUrl.of(HttpSettings.read(settings, endpoint)),
                region,
                settings.required("account", "123456789012"),
                settings.text("partition", "aws"),
                settings.optional("productArn"),
                settings.optional("clusterArn"),
                AwsCredentials.read(settings));
    }
}
