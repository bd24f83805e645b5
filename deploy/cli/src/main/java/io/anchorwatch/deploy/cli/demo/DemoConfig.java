// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.demo;

import io.anchorwatch.deploy.cli.Terminal;
import io.anchorwatch.deploy.service.Role;
import io.anchorwatch.deploy.service.ServiceConfig;
import io.anchorwatch.ingest.audit.webhook.ClusterCredentials;
import io.anchorwatch.ingest.audit.webhook.ReceiverLimits;
import io.anchorwatch.ingest.audit.webhook.WebhookReceiverConfig;
import io.anchorwatch.sinks.console.ConsoleConfig;
import io.anchorwatch.sinks.dispatch.SinkFilter;
import io.anchorwatch.sinks.route.Routing;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The service as the demo runs it: everything in one process, on free loopback ports, in a temporary folder. */
record DemoConfig(ServiceConfig config, String token) {

    static final String CLUSTER = "demo";

    private static final long SPOOL_BYTES = 64L << 20;

    static DemoConfig in(Path folder) {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        String token = HexFormat.of().formatHex(secret);
        WebhookReceiverConfig webhook = new WebhookReceiverConfig(
                "127.0.0.1",
                0,
                Optional.empty(),
                true,
                Map.of(CLUSTER, new ClusterCredentials(Set.of(), Set.of(token))),
                ReceiverLimits.DEFAULT);
        ServiceConfig config = new ServiceConfig(
                EnumSet.allOf(Role.class),
                folder,
                new ServiceConfig.KafkaConfig(Optional.empty(), 0, Map.of(), 1, (short) 1, Duration.ofDays(36_500)),
                Optional.of(webhook),
                SPOOL_BYTES,
                List.of(),
                List.of(),
                Optional.empty(),
                ServiceConfig.DetectConfig.DEFAULT,
                List.of(new ServiceConfig.SinkRouteConfig(
                        ConsoleConfig.detect("console", Terminal.isOutput(), System.getenv()),
                        SinkFilter.NONE,
                        Map.of())),
                Routing.everything(List.of("console")),
                new ServiceConfig.OperationsConfig("127.0.0.1", 0));
        return new DemoConfig(config, token);
    }
}
