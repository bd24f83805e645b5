// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.deploy.cli.AnchorwatchMain;
import io.anchorwatch.deploy.cli.Topics;
import io.anchorwatch.deploy.systemtests.service.ChildJvm;
import io.anchorwatch.deploy.systemtests.service.Ports;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertRecord;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Where a process runs that does nothing but dispatch, as an operator would start it.
 *
 * @param operationsPort port of metrics and health
 */
record DispatchPlace(Path folder, EmbeddedBroker broker, int operationsPort) {

    private static final int PARTITIONS = 2;
    private static final AlertCodec CODEC = new AlertCodec();

    /** Makes the topics and the configuration with those sinks, by name. */
    static DispatchPlace make(Path folder, EmbeddedBroker broker, Map<String, SinkTarget> sinks) throws IOException {
        DispatchPlace place = new DispatchPlace(folder, broker, Ports.free());
        Topics.ensure(
                Map.of("bootstrap.servers", broker.bootstrapServers()), PARTITIONS, (short) 1, Duration.ofDays(1));
        StringBuilder config = new StringBuilder("""
                roles: [dispatch]
                data: data
                kafka: {bootstrap: "%s", replicas: 1}
                operations: {port: %d}
                sinks:
                """.formatted(broker.bootstrapServers(), place.operationsPort()));
        sinks.forEach((name, target) -> {
            config.append("  ").append(name).append(":\n");
            target.settings().forEach(line -> config.append("    ").append(line).append('\n'));
        });
        Files.writeString(folder.resolve("anchorwatch.yaml"), config);
        return place;
    }

    ChildJvm start() throws IOException {
        return ChildJvm.start(
                folder.resolve("service.log"),
                AnchorwatchMain.class.getName(),
                List.of("run", "--config", folder.resolve("anchorwatch.yaml").toString()));
    }

    void send(List<Alert> alerts) {
        List<Future<RecordMetadata>> sent;
        try (Sender sender = sender()) {
            sent = alerts.stream().map(sender::send).toList();
        }
        assertThat(sent).allSatisfy(Future::get);
    }

    Sender sender() {
        return new Sender(new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("service.log"));
    }

    /** Writes alerts as the detection does; all are on the topic once it is closed. */
    record Sender(KafkaProducer<byte[], byte[]> producer) implements AutoCloseable {

        Future<RecordMetadata> send(Alert alert) {
            AlertRecord source = CODEC.toRecord(alert);
            ProducerRecord<byte[], byte[]> target =
                    new ProducerRecord<>(AlertTopics.ALERTS, source.key().getBytes(UTF_8), source.value());
            source.headers().forEach((name, value) -> target.headers().add(name, value.getBytes(UTF_8)));
            return producer.send(target);
        }

        @Override
        public void close() {
            producer.close();
        }
    }
}
