// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.securityhub;

import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.http.BaseUrl;
import io.anchorwatch.sinks.http.HttpSettings;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.siem.AwsCredentials;
import io.anchorwatch.sinks.siem.AwsEndpoints;
import io.anchorwatch.sinks.siem.OwnCredentials;

/** {@code type: securityhub}. */
public final class SecurityHubType implements SinkType {

    @Override
    public String name() {
        return "securityhub";
    }

    @Override
    public SinkConfig read(String name, Settings settings) {
        String region = settings.required("region", "eu-central-1");
        HttpTarget target = BaseUrl.of(HttpSettings.read(settings, AwsEndpoints.read(settings, "securityhub", region)));
        return new SecurityHubConfig(
                name,
                OwnCredentials.only(settings, target, "accessKey and secretKey"),
                region,
                settings.required("account", "123456789012"),
                settings.text("partition", AwsEndpoints.partition(region)),
                settings.optional("productArn"),
                settings.optional("clusterArn"),
                AwsCredentials.read(settings));
    }
}
