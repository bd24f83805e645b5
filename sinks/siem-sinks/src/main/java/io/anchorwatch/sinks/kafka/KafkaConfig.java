// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.kafka;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.format.AlertFormat;
import io.anchorwatch.sinks.http.AddressPolicy;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of a topic.
 *
 * @param name the sink's name
 * @param bootstrap brokers of another cluster; empty for the one that alerts are read from
 * @param topic the topic written to
 * @param format what a record's value holds
 * @param client further settings of the Kafka client; those that safety hangs on are not among them
 * @param secrets settings of the client whose values are secret, such as {@code sasl.jaas.config}
 * @param allowedHosts names of brokers of another cluster that may resolve to a private address
 * @param allowedCidrs address blocks that brokers of another cluster may be in besides public ones
 * @param totalTimeout time for a batch, a second to five minutes
 */
public record KafkaConfig(
        String name,
        Optional<String> bootstrap,
        String topic,
        AlertFormat format,
        Map<String, String> client,
        Map<String, Secret> secrets,
        List<String> allowedHosts,
        List<String> allowedCidrs,
        Duration totalTimeout)
        implements SinkConfig {

    private static final String BROKERS = "\\s*[^\\s,/]+:[0-9]{1,5}\\s*(,\\s*[^\\s,/]+:[0-9]{1,5}\\s*)*";

    /** What the sink sets by itself. */
    static final Set<String> OURS = Set.of(
            "bootstrap.servers",
            "acks",
            "enable.idempotence",
            "key.serializer",
            "value.serializer",
            "transactional.id",
            "delivery.timeout.ms",
            "request.timeout.ms",
            "max.block.ms",
            "linger.ms");

    public KafkaConfig {
        client = Map.copyOf(client);
        secrets = Map.copyOf(secrets);
        allowedHosts = List.copyOf(allowedHosts);
        allowedCidrs = List.copyOf(allowedCidrs);
    }

    @Override
    public List<ConfigProblem> problems() {
        ConfigChecks checks = new ConfigChecks()
                .name(name)
                .require(
                        topic.matches("[a-zA-Z0-9._-]{1,249}") && !topic.matches("\\.{1,2}"),
                        "topic",
                        "is 1 to 249 of a-z, A-Z, 0-9, '.', '_' and '-'")
                .require(
                        bootstrap.isPresent() || !isOwn(topic),
                        "topic",
                        "is one that Anchorwatch itself writes on this cluster: each alert would come round again");
        bootstrap.ifPresent(brokers -> checks.require(
                brokers.matches(BROKERS),
                "bootstrap",
                "is no list of brokers such as kafka-0.soc:9093,kafka-1.soc:9093"));
        checks.require(
                bootstrap.isPresent() || (allowedHosts.isEmpty() && allowedCidrs.isEmpty()),
                allowedHosts.isEmpty() ? "allowedCidrs" : "allowedHosts",
                "is for brokers of another cluster: set bootstrap, or take it out");
        AddressPolicy.check(checks, allowedCidrs);
        for (String key : client.keySet()) {
            checks.require(!OURS.contains(key), "client." + key, "is set by the sink itself: take it out");
            checks.require(
                    !isSecret(key), "client." + key, "is a secret: move it to secrets, and write a reference there");
        }
        for (String key : secrets.keySet()) {
            checks.require(!OURS.contains(key), "secrets." + key, "is set by the sink itself: take it out");
        }
        return checks.within(totalTimeout, Duration.ofSeconds(1), Duration.ofMinutes(5), "totalTimeout")
                .problems();
    }

    /** See <a href="https://kafka.apache.org/documentation/#producerconfigs">settings of type password</a>. */
    private static boolean isSecret(String key) {
        return key.endsWith(".password") || key.endsWith(".jaas.config") || key.equals("ssl.keystore.key");
    }

    private static boolean isOwn(String topic) {
        return topic.equals(AlertTopics.ALERTS) || topic.equals(AlertTopics.DEAD_LETTERS);
    }

    @Override
    public KafkaSink open(SinkSurroundings around) {
        return new KafkaSink(this, around.kafka());
    }

    /** The client's settings; {@code own} are those of the cluster that alerts are read from. */
    Map<String, Object> clientSettings(Map<String, String> own) {
        Map<String, Object> all = new HashMap<>(bootstrap.isPresent() ? Map.of() : own);
        all.putAll(client);
        secrets.forEach((key, value) -> all.put(key, value.reveal()));
        bootstrap.ifPresent(brokers -> all.put("bootstrap.servers", brokers));
        all.put("acks", "all");
        all.put("enable.idempotence", "true");
        int timeout = Math.toIntExact(totalTimeout.toMillis());
        all.put("max.block.ms", timeout);
        all.put("request.timeout.ms", timeout);
        all.put("linger.ms", 0);
        // Never less than request.timeout.ms + linger.ms.
        all.put("delivery.timeout.ms", timeout);
        all.putIfAbsent("compression.type", "lz4");
        all.putIfAbsent("client.id", "anchorwatch-sink-" + name);
        return all;
    }
}
