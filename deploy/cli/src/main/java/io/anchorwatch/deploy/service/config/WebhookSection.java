// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import io.anchorwatch.ingest.audit.webhook.ClusterCredentials;
import io.anchorwatch.ingest.audit.webhook.ReceiverLimits;
import io.anchorwatch.ingest.audit.webhook.TlsFiles;
import io.anchorwatch.ingest.audit.webhook.WebhookReceiverConfig;
import io.anchorwatch.sinks.Secret;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code webhook}. */
final class WebhookSection {

    static final int PORT = 9880;

    private static final int MOST_BYTES = 1 << 30;

    private WebhookSection() {}

    static WebhookReceiverConfig read(Section webhook) {
        Values values = new Values(webhook);
        Optional<TlsFiles> tls = webhook.has("tls") ? Optional.of(tls(webhook.section("tls"))) : Optional.empty();
        WebhookReceiverConfig config = new WebhookReceiverConfig(
                webhook.text("host").orElse("127.0.0.1"),
                values.port("port", PORT),
                tls,
                values.flag("allowPlainHttp", false),
                clusters(webhook.section("clusters")),
                limits(webhook.section("limits")));
        webhook.end();
        config.problems()
                .forEach(problem -> webhook.problems().add(place(webhook, problem), "webhook." + named(problem)));
        return config;
    }

    /** A problem begins with what it is about. */
    private static Node place(Section webhook, String problem) {
        String about = problem.split("[ .:]", 2)[0];
        return webhook.place(about.equals("cluster") ? "clusters" : about);
    }

    /** The record's components have longer names than the keys. */
    private static String named(String problem) {
        return problem.replace("certificateChain", "certificate").replace("privateKey", "key");
    }

    private static TlsFiles tls(Section tls) {
        tls.required("certificate", "/etc/anchorwatch/tls/tls.crt");
        tls.required("key", "/etc/anchorwatch/tls/tls.key");
        TlsFiles files = new TlsFiles(
                tls.file("certificate").orElse(Path.of("")), tls.file("key").orElse(Path.of("")), tls.file("clientCa"));
        tls.end();
        return files;
    }

    private static Map<String, ClusterCredentials> clusters(Section clusters) {
        Map<String, ClusterCredentials> all = new LinkedHashMap<>();
        for (String name : clusters.names()) {
            Section cluster = clusters.section(name);
            all.put(
                    name,
                    new ClusterCredentials(
                            new HashSet<>(cluster.texts("certificateNames")),
                            new Values(cluster)
                                    .secrets("tokens").stream()
                                            .map(Secret::reveal)
                                            .collect(Collectors.toSet())));
            cluster.end();
        }
        return all;
    }

    private static ReceiverLimits limits(Section section) {
        Values limits = new Values(section);
        ReceiverLimits usual = ReceiverLimits.DEFAULT;
        ReceiverLimits read = new ReceiverLimits(
                (int) limits.bytes("maxBodyBytes", usual.maxBodyBytes(), MOST_BYTES),
                (int) limits.bytes("maxInflatedBytes", usual.maxInflatedBytes(), MOST_BYTES),
                limits.number("maxInflation", usual.maxInflation(), 1, 10_000),
                limits.number("maxItems", usual.maxItems(), 1, 1_000_000),
                limits.number("maxRequests", usual.maxRequests(), 1, 10_000),
                (int) limits.bytes("maxBytesInFlight", usual.maxBytesInFlight(), MOST_BYTES),
                limits.span("readTimeout", usual.readTimeout()));
        section.end();
        return read;
    }
}
