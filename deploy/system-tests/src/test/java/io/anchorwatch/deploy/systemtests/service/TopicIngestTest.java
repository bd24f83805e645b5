// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.deploy.cli.AnchorwatchMain;
import io.anchorwatch.deploy.cli.Topics;
import io.anchorwatch.ingest.event.EventTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A managed cluster's audit log comes by a topic of another Kafka, as from Event Hubs. */
final class TopicIngestTest {

    private static final String HUB = "insights-logs-kube-audit";
    private static final Path MESSAGE = Path.of("../examples/managed/aks-event-hub.json");
    private static final int EVENTS = 6;

    @TempDir
    private Path dir;

    @Test
    void whatTheHubHoldsIsThereAfterAKillUnderTheSameIds() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), 0);
                EmbeddedBroker hub = EmbeddedBroker.start(dir.resolve("hub"), 0)) {
            Topics.ensure(Map.of("bootstrap.servers", broker.bootstrapServers()), 2, (short) 1, Duration.ofDays(1));
            hub.createTopics(List.of(new NewTopic(HUB, 2, (short) 1)));
            Path config = Files.writeString(dir.resolve("anchorwatch.yaml"), """
                    roles: [ingest]
                    data: data
                    kafka: {bootstrap: "%s", replicas: 1}
                    topics:
                      azure: {format: aks, bootstrap: "%s", topic: %s, properties: {session.timeout.ms: 6000}}
                    operations: {port: %d}
                    """.formatted(
                            broker.bootstrapServers(), hub.bootstrapServers(), HUB, Ports.free()));
            send(hub);
            try (ChildJvm process = start(config)) {
                until(broker, EVENTS);
                process.kill();
            }
            send(hub);
            try (ChildJvm process = start(config)) {
                until(broker, 2 * EVENTS);
                process.terminate();
            }
            assertThat(new HashSet<>(Topic.ids(broker.bootstrapServers(), EventTopics.AUDIT)))
                    .hasSize(EVENTS);
            assertThat(Topic.read(broker.bootstrapServers(), EventTopics.AUDIT))
                    .allSatisfy(event -> assertThat(Topic.header(event, EventTopics.CE_SOURCE))
                            .isEqualTo("prod-aks"));
        }
    }

    private ChildJvm start(Path config) throws IOException {
        return ChildJvm.start(
                dir.resolve("service.log"),
                AnchorwatchMain.class.getName(),
                List.of("run", "--config", config.toString()));
    }

    private static void until(EmbeddedBroker broker, int events) {
        await().atMost(Duration.ofSeconds(90))
                .until(() ->
                        Topic.ids(broker.bootstrapServers(), EventTopics.AUDIT).size() >= events);
    }

    private static void send(EmbeddedBroker hub) throws IOException {
        byte[] message = Files.readAllBytes(MESSAGE);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", hub.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            assertThat(producer.send(new ProducerRecord<>(HUB, message))).succeedsWithin(Duration.ofSeconds(20));
        }
    }
}
