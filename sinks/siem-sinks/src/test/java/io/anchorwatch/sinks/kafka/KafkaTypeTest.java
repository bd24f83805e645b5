// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.MapSettings;
import io.anchorwatch.sinks.MapSettings.Reading;
import io.anchorwatch.sinks.format.AlertFormats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KafkaTypeTest {

    @Test
    void it_has_defaults() {
        Reading reading = MapSettings.read(new KafkaType(), "topic", "soc.alerts");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new KafkaConfig(
                        "a",
                        Optional.empty(),
                        "soc.alerts",
                        AlertFormats.JSON,
                        Map.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        Duration.ofSeconds(30)));
    }

    @Test
    void it_is_read_in_full() {
        Reading reading = MapSettings.read(
                new KafkaType(),
                "topic",
                "t",
                "bootstrap",
                "kafka-0.soc:9093, kafka-1.soc:9093",
                "format",
                "cloudevents",
                "client",
                Map.of("security.protocol", "SASL_SSL"),
                "secrets",
                Map.of("sasl.jaas.config", "${env:TOKEN}"),
                "allowedHosts",
                List.of("kafka-0.soc"),
                "allowedCidrs",
                List.of("10.0.0.0/8"),
                "totalTimeout",
                "20s");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new KafkaConfig(
                        "a",
                        Optional.of("kafka-0.soc:9093, kafka-1.soc:9093"),
                        "t",
                        AlertFormats.CLOUDEVENTS,
                        Map.of("security.protocol", "SASL_SSL"),
                        Map.of("sasl.jaas.config", MapSettings.TOKEN),
                        List.of("kafka-0.soc"),
                        List.of("10.0.0.0/8"),
                        Duration.ofSeconds(20)));
    }

    @Test
    void each_mistake_is_told_with_what_to_do() {
        assertThat(problems()).contains("topic is missing; for example: topic: soc.alerts");
        assertThat(problems("topic", "a b")).containsExactly("topic is 1 to 249 of a-z, A-Z, 0-9, '.', '_' and '-'");
        assertThat(problems("topic", "anchorwatch.alerts"))
                .containsExactly("topic is one that Anchorwatch itself writes on this cluster:"
                        + " each alert would come round again");
        assertThat(problems("topic", "t", "bootstrap", "kafka.soc"))
                .containsExactly("bootstrap is no list of brokers such as kafka-0.soc:9093,kafka-1.soc:9093");
        assertThat(problems("topic", "t", "client", Map.of("ssl.keystore.password", "open")))
                .containsExactly(
                        "client.ssl.keystore.password is a secret: move it to secrets, and write a reference there");
        assertThat(problems("topic", "t", "secrets", Map.of("sasl.jaas.config", "open")))
                .containsExactly("secrets.sasl.jaas.config is a secret and must not stand in the configuration");
        assertThat(problems("topic", "t", "client", Map.of("acks", "1")))
                .containsExactly("client.acks is set by the sink itself: take it out");
        assertThat(problems("topic", "t", "allowedCidrs", List.of("10.0.0.0/8")))
                .containsExactly("allowedCidrs is for brokers of another cluster: set bootstrap, or take it out");
        assertThat(problems("topic", "t", "bootstrap", "b:1", "allowedCidrs", List.of("x")))
                .containsExactly("allowedCidrs[0] is no address block such as 10.1.0.0/16");
        assertThat(problems("topic", "t", "totalTimeout", "1ms"))
                .containsExactly("totalTimeout must be from PT1S to PT5M, not PT0.001S");
        assertThat(problems("topic", "t", "format", "cef")).containsExactly("format: there is no 'cef'");
    }

    private static List<String> problems(Object... keysAndValues) {
        return MapSettings.read(new KafkaType(), keysAndValues).problems();
    }
}
