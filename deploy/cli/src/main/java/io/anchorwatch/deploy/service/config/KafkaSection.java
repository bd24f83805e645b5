// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import io.anchorwatch.deploy.service.ServiceConfig.KafkaConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads {@code kafka}. */
final class KafkaSection {

    static final Duration RETENTION = Duration.ofDays(7);

    static final int PARTITIONS = 4;
    private static final int REPLICAS = 3;
    private static final Pattern SECRET = Pattern.compile("password|secret|jaas|keystore\\.key|credential");

    /** Setting these would break what is promised about delivery. */
    private static final Set<String> OURS = Set.of(
            "acks",
            "auto.offset.reset",
            "application.id",
            "enable.auto.commit",
            "enable.idempotence",
            "group.id",
            "isolation.level",
            "max.request.size",
            "processing.guarantee",
            "transactional.id");

    private KafkaSection() {}

    /** Whether a client setting holds a secret: it comes from a file or variable and is never printed. */
    static boolean isSecret(String property) {
        return SECRET.matcher(property).find();
    }

    static KafkaConfig read(Section kafka) {
        Values values = new Values(kafka);
        Optional<String> bootstrap = kafka.text("bootstrap");
        Section properties = kafka.section("properties");
        KafkaConfig config = new KafkaConfig(
                bootstrap,
                values.port("port", 0),
                properties(properties),
                values.number("partitions", PARTITIONS, 1, 1000),
                (short) values.number("replicas", bootstrap.isPresent() ? REPLICAS : 1, 1, 15),
                values.span("retention", RETENTION));
        checkBootstrap(kafka, bootstrap);
        if (bootstrap.isPresent() && kafka.has("port")) {
            kafka.problems()
                    .add(
                            kafka.place("port"),
                            "kafka.port is the embedded broker's, which kafka.bootstrap replaces: leave it out");
        }
        kafka.end();
        return config;
    }

    static void checkBootstrap(Section section, Optional<String> bootstrap) {
        bootstrap
                .filter(servers -> !servers.matches("[^\\s,:]+:[0-9]+(\\s*,\\s*[^\\s,:]+:[0-9]+)*"))
                .ifPresent(servers -> section.problems()
                        .add(
                                section.place("bootstrap"),
                                section.name("bootstrap") + " must be host:port, several with commas"));
    }

    /** Settings of a Kafka client, secrets by reference; those that the program sets are refused. */
    static Map<String, String> properties(Section section) {
        Map<String, String> properties = new HashMap<>();
        for (String name : section.names()) {
            section.scalar(name).ifPresent(node -> properties.put(name, property(section, name, node)));
        }
        return properties;
    }

    private static String property(Section section, String name, ScalarNode node) {
        if (isSecret(name)) {
            return section.secrets().resolve(node, section.name(name)).reveal();
        }
        if (name.equals("bootstrap.servers")) {
            section.problems().add(section.place(name), "write the brokers as bootstrap, beside properties");
        } else if (OURS.contains(name)) {
            section.problems()
                    .add(section.place(name), name + " is set by the program, delivery depends on it: leave it out");
        } else if (Secrets.isReference(node.getValue())) {
            section.problems().add(node, section.name(name) + " is no secret: write its value as it is");
        }
        return node.getValue();
    }
}
