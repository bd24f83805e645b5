// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.ingest.publish.TopicSetup;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Acknowledged is durable, whenever the receiver dies.
 *
 * <p>{@code -Danchorwatch.kills=20} tries it more often, {@code -Danchorwatch.seed=7} at other moments.
 */
final class ReceiverKillTest {

    private static final int KILLS = Integer.getInteger("anchorwatch.kills", 2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path dir;

    static LongStream seeds() {
        return LongStream.of(Long.getLong("anchorwatch.seed", 42));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noAcknowledgedEventIsMissingAfterSigkills(long seed) throws Exception {
        Random random = new Random(seed);
        int port = freePort();
        EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), 0);
        List<String> acknowledged = new ArrayList<>();
        try {
            createTopics(broker);
            for (int kill = 0; kill < KILLS; kill++) {
                boolean kafkaAway = kill % 2 == 1;
                if (kafkaAway) {
                    broker.close();
                }
                acknowledged.addAll(loadAndKill("k" + kill + "-", broker, port, 100 + random.nextInt(2000)));
                if (kafkaAway) {
                    broker = EmbeddedBroker.start(dir.resolve("broker"), broker.port());
                }
            }
            String bootstrap = broker.bootstrapServers();
            try (ReceiverProcess last = receiver(bootstrap, port)) {
                await().atMost(PATIENCE).untilAsserted(() -> {
                    Set<String> missing = new HashSet<>(acknowledged);
                    missing.removeAll(TopicReader.auditIds(bootstrap, "prod"));
                    assertThat(missing).isEmpty();
                });
                last.kill();
            }
            assertThat(acknowledged).hasSizeGreaterThan(KILLS * 100);
        } finally {
            broker.close();
        }
    }

    private List<String> loadAndKill(String prefix, EmbeddedBroker broker, int port, int events) throws Exception {
        try (ReceiverProcess receiver = receiver(broker.bootstrapServers(), port);
                Load load = Load.start(prefix, port, 4)) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> load.count() >= events);
            receiver.kill();
            return load.stop();
        }
    }

    private ReceiverProcess receiver(String bootstrap, int port) throws Exception {
        return ReceiverProcess.start(bootstrap, dir.resolve("spool"), port, dir.resolve("receiver.log"));
    }

    private static void createTopics(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(new TopicSetup(2, (short) 1, Duration.ofDays(1)).ensure(admin))
                    .isEmpty();
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
