// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerTest {

    private static final String TOPIC = "kept";
    private static final NewTopic THREE_PARTITIONS = new NewTopic(TOPIC, 3, (short) 1);

    @TempDir
    private Path dir;

    @Test
    void comesBackOnTheSamePortWithItsRecords() throws Exception {
        int port;
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0)) {
            port = broker.port();
            broker.createTopics(List.of(THREE_PARTITIONS));
            broker.createTopics(List.of(THREE_PARTITIONS));
            try (KafkaProducer<String, String> producer = TestClients.producer(port)) {
                producer.send(new ProducerRecord<>(TOPIC, "k", "v")).get();
            }
        }
        for (int restart = 0; restart < 2; restart++) {
            try (EmbeddedBroker broker = EmbeddedBroker.start(dir, restart == 0 ? port : 0)) {
                assertThat(broker.port()).isEqualTo(port);
                assertThat(TestClients.readAll(port, TOPIC)).containsExactly("v");
            }
        }
    }

    @Test
    void takesARecordOfEightMebibytes() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0)) {
            broker.createTopics(List.of(THREE_PARTITIONS));
            String large = "x".repeat(8 << 20);
            try (KafkaProducer<String, String> producer = TestClients.producer(broker.port())) {
                producer.send(new ProducerRecord<>(TOPIC, "k", large)).get();
            }
            assertThat(TestClients.readAll(broker.port(), TOPIC)).containsExactly(large);
        }
    }

    @Test
    void commitsTransactions() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0)) {
            broker.createTopics(List.of(THREE_PARTITIONS));
            try (KafkaProducer<String, String> producer = TestClients.transactionalProducer(broker.port())) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "k", "given up")).get();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "k", "kept")).get();
                producer.commitTransaction();
            }
            assertThat(TestClients.readAll(broker.port(), TOPIC)).containsExactly("kept");
        }
    }

    @Test
    void refusesADirectoryInUseAndSaysWhatToDo() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(dir, 0))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining(dir.toString())
                    .hasMessageContaining("stop that process or choose another directory");
            Path log = Files.createTempFile("second-broker", ".log");
            try (BrokerProcess second = BrokerProcess.start(dir, 0, log)) {
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(log).content().contains("stop that process or choose another directory");
            }
            broker.createTopics(List.of(THREE_PARTITIONS));
        }
    }

    @Test
    void refusesATakenPortAndFreesTheDirectory() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(dir, taken.getLocalPort()))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1 is taken");
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0)) {
            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + broker.port());
        }
    }

    @Test
    void refusesAPathThatIsAFile() throws Exception {
        Path file = Files.createFile(dir.resolve("file"));
        assertThatThrownBy(() -> EmbeddedBroker.start(file, 0))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void hasEveryAcknowledgedRecordAfterSigkill() throws Exception {
        Random random = new Random(11);
        int port = Ports.free();
        Set<String> acknowledged = new ConcurrentSkipListSet<>();
        for (int kill = 0; kill < 2; kill++) {
            int killAt = acknowledged.size() + 500 + random.nextInt(3000);
            try (BrokerProcess broker = BrokerProcess.start(dir, port, Files.createTempFile("broker", ".log"));
                    KafkaProducer<String, String> producer = TestClients.producer(port)) {
                TestClients.createTopic(port, THREE_PARTITIONS);
                TestClients.produceUntil(
                        producer, TOPIC, kill + "-", acknowledged, () -> acknowledged.size() >= killAt);
                broker.kill();
                producer.close(Duration.ZERO);
            }
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, port)) {
            Set<String> found = new TreeSet<>(TestClients.readAll(broker.port(), TOPIC));
            assertThat(acknowledged).hasSizeGreaterThan(1000).isSubsetOf(found);
        }
    }
}
