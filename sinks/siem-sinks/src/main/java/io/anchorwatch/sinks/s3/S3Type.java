// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.s3;

import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.http.BaseUrl;
import io.anchorwatch.sinks.http.HttpSettings;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.siem.AwsCredentials;
import io.anchorwatch.sinks.siem.AwsEndpoints;
import io.anchorwatch.sinks.siem.FormatSetting;
import io.anchorwatch.sinks.siem.OwnCredentials;
import java.net.URI;
import java.time.Duration;

/** {@code type: s3}. */
public final class S3Type implements SinkType {

    private static final long MOST_BYTES = 64L << 20;

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public SinkConfig read(String name, Settings settings) {
        String region = settings.required("region", "eu-central-1");
        String bucket = settings.required("bucket", "soc-alerts");
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            settings.problem("bucket", "is no name of a bucket: 3 to 63 of a-z, 0-9, '.' and '-'");
            bucket = "unusable";
        }
        HttpTarget target = OwnCredentials.only(
                settings,
                BaseUrl.of(HttpSettings.read(settings, AwsEndpoints.read(settings, "s3", region))),
                "accessKey and secretKey");
        return new S3Config(
                name,
                settings.flag("pathStyle", false) ? inPath(target, bucket) : inHost(target, bucket),
                region,
                AwsCredentials.read(settings),
                settings.text("prefix", "anchorwatch"),
                FormatSetting.read(settings, AlertFormats.OCSF, AlertFormats.ECS, AlertFormats.JSON),
                settings.bytes("maxBytes", MOST_BYTES, 256L << 20),
                settings.span("linger", Duration.ofMinutes(5)));
    }

    private static HttpTarget inPath(HttpTarget target, String bucket) {
        return target.at(URI.create(target.url() + "/" + bucket));
    }

    private static HttpTarget inHost(HttpTarget target, String bucket) {
        URI url = target.url();
        return target.at(URI.create(url.toString().replaceFirst("://", "://" + bucket + ".")));
    }
}
