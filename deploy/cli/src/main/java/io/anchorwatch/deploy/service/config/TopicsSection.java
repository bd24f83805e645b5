// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import io.anchorwatch.ingest.audit.topic.TopicSourceConfig;
import io.anchorwatch.ingest.provider.Provider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code topics}, and writes it. */
final class TopicsSection {

    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final Map<String, Optional<Provider>> FORMATS = formats();

    private TopicsSection() {}

    private static Map<String, Optional<Provider>> formats() {
        Map<String, Optional<Provider>> formats = new TreeMap<>(Map.of("audit", Optional.empty()));
        for (Provider provider : Provider.values()) {
            formats.put(provider.wireName(), Optional.of(provider));
        }
        return formats;
    }

    static List<TopicSourceConfig> read(Section topics) {
        List<TopicSourceConfig> all = new ArrayList<>();
        for (String name : topics.names()) {
            all.add(topic(name, topics.section(name)));
        }
        return all;
    }

    private static TopicSourceConfig topic(String name, Section section) {
        String bootstrap = section.required("bootstrap", "kafka-1.example.org:9093");
        KafkaSection.checkBootstrap(section, section.text("bootstrap"));
        Map<String, String> kafka = new HashMap<>(KafkaSection.properties(section.section("properties")));
        kafka.put(BOOTSTRAP, bootstrap);
        if (!name.matches("[A-Za-z0-9_-]{1,63}")) {
            section.problems().add(section.place("topic"), "topics: a name is 1 to 63 letters, digits, _ and -");
        }
        TopicSourceConfig config = new TopicSourceConfig(
                name,
                new Values(section).choice("format", FORMATS).orElse(Optional.empty()),
                section.text("cluster"),
                section.required("topic", "insights-logs-kube-audit"),
                kafka);
        section.end();
        return config;
    }

    static Map<String, Object> print(TopicSourceConfig config) {
        Map<String, Object> properties = new TreeMap<>();
        config.kafka()
                .forEach(
                        (key, value) -> properties.put(key, KafkaSection.isSecret(key) ? ConfigPrinter.HIDDEN : value));
        Object bootstrap = String.valueOf(properties.remove(BOOTSTRAP));
        Map<String, Object> map = ConfigPrinter.ordered(
                "format", config.format().map(Provider::wireName).orElse("audit"), "bootstrap", bootstrap);
        map.put("topic", config.topic());
        config.cluster().ifPresent(cluster -> map.put("cluster", cluster));
        map.put("properties", properties);
        return map;
    }
}
