// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.ingest.publish.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka goes away and comes back. */
final class BrokerOutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path dir;

    @Test
    void acknowledgesFromTheSpoolDuringAnOutageAndLosesNothing() throws Exception {
        EmbeddedBroker broker = start(0);
        try (Harness harness = Harness.onKafka(broker.bootstrapServers(), dir.resolve("spool"))) {
            List<String> acknowledged;
            try (Load load = Load.start("load-", harness.ingest.port(), 3)) {
                await().atMost(PATIENCE).until(() -> load.count() >= 500);
                broker.close();
                int atStop = load.count();
                await().atMost(PATIENCE)
                        .until(() -> load.count() >= atStop + 2000
                                && harness.drainer.problem().isPresent());
                assertThat(harness.ingest.health().get("webhook-kafka")).isPresent();
                broker = start(broker.port());
                int atReturn = load.count();
                await().atMost(PATIENCE).until(() -> load.count() >= atReturn + 500);
                acknowledged = load.stop();
            }
            await().atMost(PATIENCE).until(harness.spool::isEmpty);
            assertThat(TopicReader.auditIds(broker.bootstrapServers(), "prod")).containsAll(acknowledged);
            assertConserved(harness);
            assertThat(harness.count("spooled")).isGreaterThanOrEqualTo(2000);
            assertThat(harness.drainer.drained()).isEqualTo((long) harness.count("spooled"));
            assertThat(harness.spool.bytes()).isZero();
            assertThat(harness.ingest.health().values()).allMatch(Optional::isEmpty);
        } finally {
            broker.close();
        }
    }

    @Test
    void drainsInOrder() throws Exception {
        EmbeddedBroker broker = start(0);
        broker.close();
        try (Harness harness = Harness.onKafka(broker.bootstrapServers(), dir.resolve("spool"))) {
            List<String> ids = Batches.ids("ordered", 3000);
            for (int from = 0; from < ids.size(); from += 100) {
                assertThat(harness.post(Batches.listOf(ids.subList(from, from + 100)))
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(harness.spool.records()).isEqualTo(3000);
            broker = start(broker.port());
            await().atMost(PATIENCE).until(harness.spool::isEmpty);
            // A batch that was tried before it went to the spool may stand there twice; its first standing counts.
            assertThat(new LinkedHashSet<>(TopicReader.auditIds(broker.bootstrapServers(), "prod")))
                    .containsExactlyElementsOf(ids);
            assertConserved(harness);
        } finally {
            broker.close();
        }
    }

    private static void assertConserved(Harness harness) {
        assertThat(harness.received())
                .isEqualTo(harness.count("published") + harness.count("spooled") + harness.count("rejected"));
    }

    private EmbeddedBroker start(int port) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), port);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(new TopicSetup(1, (short) 1, Duration.ofDays(1)).ensure(admin))
                    .isEmpty();
        }
        return broker;
    }
}
