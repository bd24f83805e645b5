// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.sentinel;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.http.BaseUrl;
import io.anchorwatch.sinks.http.HttpTarget;
import java.net.URI;
import java.util.List;

/**
 * Settings of Microsoft Sentinel.
 *
 * @param name the sink's name
 * @param target the logs ingestion endpoint, of a data collection endpoint or of the rule itself
 * @param rule the immutable id of the data collection rule
 * @param stream the rule's stream
 * @param authority where Entra hands out tokens
 * @param scope what a token is asked for
 * @param tenant the directory's id
 * @param client the application's id
 * @param secret the application's secret
 */
public record SentinelConfig(
        String name,
        HttpTarget target,
        String rule,
        String stream,
        URI authority,
        String scope,
        String tenant,
        String client,
        Secret secret)
        implements SinkConfig {

    @Override
    public List<ConfigProblem> problems() {
        return BaseUrl.check(new ConfigChecks().name(name), target)
                .require(
                        rule.matches("dcr-[0-9a-f]{32}"),
                        "rule",
                        "is no immutable id of a rule: dcr- and 32 hex digits")
                .require(
                        stream.matches("Custom-[A-Za-z0-9_]{1,80}"),
                        "stream",
                        "is no name such as Custom-AnchorwatchAlerts_CL")
                .require(tenant.matches("[0-9a-fA-F-]{36}|[A-Za-z0-9.-]{1,253}"), "tenant", "is no id of a directory")
                .require(client.matches("[0-9a-fA-F-]{36}"), "client", "is no id of an application")
                .require(
                        "https".equals(authority.getScheme()) || target.allowPlainHttp(),
                        "authority",
                        "must begin with https://")
                .problems();
    }

    @Override
    public SentinelSink open(SinkSurroundings around) {
        return new SentinelSink(this, around.clock());
    }
}
