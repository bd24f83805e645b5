// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import io.anchorwatch.deploy.service.Role;
import io.anchorwatch.deploy.service.ServiceConfig;
import io.anchorwatch.ingest.audit.webhook.WebhookReceiverConfig;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJobConfig.Sharing;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes a configuration as it is in effect, with {@code ***} in the place of every secret. */
public final class ConfigPrinter {

    static final String HIDDEN = "***";

    private ConfigPrinter() {}

    /** The configuration as YAML, defaults included. */
    public static String print(ServiceConfig config) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("roles", config.roles().stream().sorted().map(Role::wireName).toList());
        all.put("data", config.data().toString());
        all.put("kafka", kafka(config.kafka()));
        config.webhook().ifPresent(webhook -> all.put("webhook", webhook(webhook)));
        all.put("spool", Map.of("maxBytes", Quantities.write(config.spoolBytes())));
        all.put("tail", config.tails().stream().map(ConfigPrinter::tail).toList());
        Map<String, Object> topics = new LinkedHashMap<>();
        config.topics().forEach(topic -> topics.put(topic.name(), TopicsSection.print(topic)));
        all.put("topics", topics);
        config.watch().ifPresent(watch -> all.put("watch", WatchSection.print(watch)));
        all.put("detect", detect(config.detect()));
        Map<String, Object> sinks = new LinkedHashMap<>();
        config.sinks().forEach(route -> sinks.put(route.sink().name(), sink(route)));
        all.put("sinks", sinks);
        RoutingPrinter.print(config.routing(), all);
        all.put(
                "operations",
                ordered(
                        "host",
                        config.operations().host(),
                        "port",
                        config.operations().port()));
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setDereferenceAliases(true);
        return new Yaml(options).dump(all);
    }

    /** A mapping that keeps its order; keys and values in turn. */
    static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }

    private static Map<String, Object> kafka(ServiceConfig.KafkaConfig kafka) {
        Map<String, Object> properties = new TreeMap<>();
        kafka.properties().forEach((name, value) -> properties.put(name, KafkaSection.isSecret(name) ? HIDDEN : value));
        Map<String, Object> map = new LinkedHashMap<>();
        kafka.bootstrap()
                .ifPresentOrElse(servers -> map.put("bootstrap", servers), () -> map.put("port", kafka.port()));
        map.put("properties", properties);
        map.put("partitions", kafka.partitions());
        map.put("replicas", (int) kafka.replicas());
        map.put("retention", Quantities.write(kafka.retention()));
        return map;
    }

    private static Map<String, Object> webhook(WebhookReceiverConfig webhook) {
        Map<String, Object> map = ordered("host", webhook.host(), "port", webhook.port());
        webhook.tls().ifPresent(files -> {
            Map<String, Object> tls = ordered(
                    "certificate",
                    files.certificateChain().toString(),
                    "key",
                    files.privateKey().toString());
            files.clientCa().ifPresent(ca -> tls.put("clientCa", ca.toString()));
            map.put("tls", tls);
        });
        map.put("allowPlainHttp", webhook.allowPlainHttp());
        Map<String, Object> clusters = new TreeMap<>();
        webhook.clusters()
                .forEach((name, credentials) -> clusters.put(
                        name,
                        ordered(
                                "certificateNames",
                                credentials.certificateNames().stream().sorted().toList(),
                                "tokens",
                                credentials.tokens().stream()
                                        .map(token -> HIDDEN)
                                        .toList())));
        map.put("clusters", clusters);
        map.put("limits", limits(webhook));
        return map;
    }

    private static Map<String, Object> limits(WebhookReceiverConfig webhook) {
        return ordered(
                "maxBodyBytes",
                Quantities.write(webhook.limits().maxBodyBytes()),
                "maxInflatedBytes",
                Quantities.write(webhook.limits().maxInflatedBytes()),
                "maxInflation",
                webhook.limits().maxInflation(),
                "maxItems",
                webhook.limits().maxItems(),
                "maxRequests",
                webhook.limits().maxRequests(),
                "maxBytesInFlight",
                Quantities.write(webhook.limits().maxBytesInFlight()),
                "readTimeout",
                Quantities.write(webhook.limits().readTimeout()));
    }

    private static Map<String, Object> tail(ServiceConfig.TailConfig tail) {
        return ordered(
                "cluster",
                tail.cluster(),
                "source",
                tail.source(),
                "file",
                tail.file().toString());
    }

    private static Map<String, Object> sink(ServiceConfig.SinkRouteConfig route) {
        Map<String, Object> map = new LinkedHashMap<>(route.shown());
        map.put("minimumSeverity", route.filter().minimumSeverity().wireName());
        map.put("includeRules", route.filter().includeRules());
        map.put("excludeRules", route.filter().excludeRules());
        return map;
    }

    private static Map<String, Object> detect(ServiceConfig.DetectConfig detect) {
        Map<String, Object> all = ordered(
                "rules",
                texts(detect.rules()),
                "pipelines",
                texts(detect.pipelines()),
                "compat",
                detect.compat(),
                "threads",
                detect.threads(),
                "lateness",
                Quantities.write(detect.lateness()),
                "emission",
                detect.eager() ? "eager" : "settled",
                "objects",
                detect.objects());
        Sharing sharing = detect.sharing();
        if (!sharing.instance().isEmpty()) {
            all.put("instance", sharing.instance());
        }
        if (sharing.standbys() > 0) {
            all.put("standbys", sharing.standbys());
        }
        return all;
    }

    private static List<String> texts(List<Path> paths) {
        return paths.stream().map(Path::toString).toList();
    }
}
