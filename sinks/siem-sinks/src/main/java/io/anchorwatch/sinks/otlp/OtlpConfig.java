// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.otlp;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.http.BaseUrl;
import io.anchorwatch.sinks.http.HttpTarget;
import java.util.List;

/**
 * Settings of a receiver of OpenTelemetry's logs.
 *
 * @param name the sink's name
 * @param target its URL, without {@code /v1/logs}
 */
public record OtlpConfig(String name, HttpTarget target) implements SinkConfig {

    @Override
    public List<ConfigProblem> problems() {
        return BaseUrl.check(new ConfigChecks().name(name), target)
                .require(
                        !String.valueOf(target.url().getPath()).endsWith("/v1/logs"),
                        "url",
                        "must end before /v1/logs: the sink adds that")
                .problems();
    }

    @Override
    public OtlpSink open(SinkSurroundings around) {
        return new OtlpSink(this, around.clock());
    }
}
