// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.elasticsearch;

import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.http.BaseUrl;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.http.HttpSettings;
import io.anchorwatch.sinks.http.HttpTarget;
import java.util.Optional;

/** {@code type: elasticsearch} and {@code type: opensearch}: of what the sink uses, both have the same API. */
public final class ElasticType implements SinkType {

    private final String name;

    private ElasticType(String name) {
        this.name = name;
    }

    public static ElasticType elasticsearch() {
        return new ElasticType("elasticsearch");
    }

    public static ElasticType openSearch() {
        return new ElasticType("opensearch");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SinkConfig read(String sink, Settings settings) {
        HttpTarget target = BaseUrl.of(HttpSettings.read(settings, "https://" + name + ".example.org:9200"));
        Optional<Secret> apiKey = settings.optionalSecret("apiKey");
        if (apiKey.isPresent()) {
            if (!(target.auth() instanceof HttpAuth.None)) {
                settings.problem("apiKey", "stands beside user or bearer: keep one of them");
            }
            target = target.with(new HttpAuth.Token("ApiKey", apiKey.get()));
        }
        return new ElasticConfig(
                sink,
                target,
                settings.text("dataStream", ElasticConfig.DATA_STREAM),
                settings.flag("manageTemplates", true));
    }
}
