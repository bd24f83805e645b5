// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.run;

import io.anchorwatch.deploy.service.Role;
import io.anchorwatch.deploy.service.Service;
import io.anchorwatch.deploy.service.ServiceConfig;
import io.anchorwatch.ingest.audit.webhook.WebhookReceiverConfig;
import io.anchorwatch.ingest.object.config.ClusterConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What somebody who has just started the service wants to know: where events go in, alerts come out, health shows. */
final class Welcome {

    private Welcome() {}

    static void print(Service service, ServiceConfig config, Optional<WebhookToken> token, PrintWriter err) {
        List<String> lines = new ArrayList<>();
        lines.add("anchorwatch runs: "
                + config.roles().stream().sorted().map(Role::wireName).collect(Collectors.joining(", ")));
        config.webhook()
                .flatMap(webhook -> service.webhookPort().map(port -> base(webhook, port)))
                .ifPresent(url -> events(url, config, token, lines));
        config.tails().forEach(tail -> lines.add("  events in    " + tail.file() + " of " + tail.cluster()));
        config.topics().forEach(topic -> lines.add("  events in    topic " + topic.topic() + " of " + topic.name()));
        if (config.roles().contains(Role.WATCH)) {
            config.watch().ifPresent(watch -> watch.clusters().forEach(cluster -> lines.add(watched(cluster))));
        }
        if (config.roles().contains(Role.DISPATCH)) {
            lines.add("  alerts to    "
                    + config.sinks().stream().map(route -> route.sink().name()).collect(Collectors.joining(", ")));
        }
        String operations = "http://" + config.operations().host() + ":" + service.operationsPort();
        lines.add("  health       " + operations + "/readyz, metrics at " + operations + "/metrics");
        lines.add("  data         " + config.data());
        lines.forEach(err::println);
        err.flush();
    }

    private static String watched(ClusterConfig cluster) {
        String by = cluster.kubeconfig().map(Path::toString).orElse("its service account");
        String context = cluster.context().isEmpty() ? "" : ", context " + cluster.context();
        return "  objects of   " + cluster.name() + " by " + by + context;
    }

    private static String base(WebhookReceiverConfig webhook, int port) {
        return String.format(
                Locale.ROOT,
                "%s://%s:%d/v1/audit/",
                webhook.tls().isPresent() ? "https" : "http",
                webhook.host(),
                port);
    }

    private static void events(String base, ServiceConfig config, Optional<WebhookToken> token, List<String> lines) {
        List<String> clusters = config.webhook().orElseThrow().clusters().keySet().stream()
                .sorted()
                .toList();
        clusters.forEach(cluster -> lines.add("  events in    " + base + cluster));
        token.ifPresent(given -> {
            String url = base + clusters.get(0);
            lines.add("  try it       curl -H \"Authorization: Bearer $(cat " + given.file() + ")\""
                    + " -H 'Content-Type: application/json' -d @batch.json " + url);
            lines.add("  API server   --audit-webhook-config-file=FILE: a kubeconfig with server: " + url
                    + " and the token of " + given.file() + " (deploy/audit-policy has one)");
        });
    }
}
