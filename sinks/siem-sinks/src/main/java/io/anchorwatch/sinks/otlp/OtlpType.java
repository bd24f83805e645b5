// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.otlp;

import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.http.BaseUrl;
import io.anchorwatch.sinks.http.HttpSettings;

/** {@code type: otlp}. */
public final class OtlpType implements SinkType {

    @Override
    public String name() {
        return "otlp";
    }

    @Override
    public SinkConfig read(String name, Settings settings) {
        return new OtlpConfig(name, BaseUrl.of(HttpSettings.read(settings, "https://otel.example.org:4318")));
    }
}
