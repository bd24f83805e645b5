// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import io.anchorwatch.deploy.service.Role;
import io.anchorwatch.deploy.service.ServiceConfig;
import io.anchorwatch.ingest.audit.webhook.ClusterCredentials;
import io.anchorwatch.ingest.audit.webhook.ReceiverLimits;
import io.anchorwatch.ingest.audit.webhook.WebhookReceiverConfig;
import io.anchorwatch.sinks.console.ConsoleConfig;
import io.anchorwatch.sinks.dispatch.SinkFilter;
import io.anchorwatch.sinks.file.FileConfig;
import io.anchorwatch.sinks.route.Routing;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the service does without a configuration file: everything, for one cluster, on loopback addresses. */
public final class DefaultConfig {

    /** The cluster that events are taken for. */
    public static final String CLUSTER = "local";

    private DefaultConfig() {}

    /**
     * The configuration.
     *
     * @param roles what this process takes on
     * @param data its folder
     * @param token what the API server shows
     * @param console settings of the table on standard output
     */
    public static ServiceConfig of(Set<Role> roles, Path data, String token, ConsoleConfig console) {
        WebhookReceiverConfig webhook = new WebhookReceiverConfig(
                "127.0.0.1",
                WebhookSection.PORT,
                Optional.empty(),
                true,
                Map.of(CLUSTER, new ClusterCredentials(Set.of(), Set.of(token))),
                ReceiverLimits.DEFAULT);
        return new ServiceConfig(
                roles.isEmpty() ? EnumSet.allOf(Role.class) : roles,
                data,
                new ServiceConfig.KafkaConfig(
                        Optional.empty(), 0, Map.of(), KafkaSection.PARTITIONS, (short) 1, KafkaSection.RETENTION),
                Optional.of(webhook),
                TopSection.SPOOL_BYTES,
                List.of(),
                List.of(),
                Optional.empty(),
                ServiceConfig.DetectConfig.DEFAULT,
                List.of(
                        new ServiceConfig.SinkRouteConfig(console, SinkFilter.NONE, Map.of("type", "console")),
                        new ServiceConfig.SinkRouteConfig(
                                FileConfig.of("file", data.resolve("alerts.ndjson")),
                                SinkFilter.NONE,
                                Map.of(
                                        "type",
                                        "file",
                                        "path",
                                        data.resolve("alerts.ndjson").toString()))),
                Routing.everything(List.of(console.name(), "file")),
                new ServiceConfig.OperationsConfig("127.0.0.1", TopSection.OPERATIONS_PORT));
    }
}
