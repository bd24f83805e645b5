// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka stops under load and comes back. {@code -Danchorwatch.outage.seconds} sets how long it is away. */
final class KafkaOutageTest {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaOutageTest.class);
    private static final int OUTAGE_SECONDS = Integer.getInteger("anchorwatch.outage.seconds", 5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Less than a third of what an API server waits for. */
    private static final long SLOWEST_MILLIS = 10_000;

    @TempDir
    private Path dir;

    @Test
    void noAcknowledgedEventIsLostAndNoCallHangsWhileKafkaIsAway() throws Exception {
        int port = Ports.free();
        ServicePlace place = ServicePlace.onBroker(dir, port);
        ChildJvm broker = BrokerMain.start(dir, port);
        try (ChildJvm service = startWhenThere(place);
                ApiServer load = ApiServer.start(place, Recording.load(), 100)) {
            Operations operations = Operations.of(place);
            await().atMost(PATIENCE).until(() -> load.count() >= 200);
            BrokerMain.stop(broker);
            int before = load.count();
            service.live(OUTAGE_SECONDS * 1000L);
            int during = load.count() - before;
            assertThat(operations.get("/readyz").body()).contains("\"kafka\":{", "does not answer");
            broker = BrokerMain.start(dir, port);
            operations.awaitReady(PATIENCE);
            List<String> acknowledged = load.stop();
            Ledger ledger = Ledger.of(acknowledged, dir);
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> ledger.holds(place));
            Conservation metrics = new Conservation(operations.metrics());
            metrics.holds();
            LOG.info(
                    "Kafka away for {} s: {} events acknowledged, {} of them meanwhile, 0 missing, {} spooled,"
                            + " {} calls failed, slowest answer {} ms, {} alerts",
                    OUTAGE_SECONDS,
                    acknowledged.size(),
                    during,
                    metrics.webhook("spooled"),
                    load.failures(),
                    load.slowestMillis(),
                    ledger.alerts().size());
            assertThat(during).isPositive();
            assertThat(metrics.webhook("spooled")).isPositive();
            assertThat(load.failures()).isZero();
            assertThat(load.slowestMillis()).isLessThan(SLOWEST_MILLIS);
            assertThat(service.terminate()).isIn(0, 143);
        } finally {
            broker.close();
        }
    }

    private static ChildJvm startWhenThere(ServicePlace place) throws Exception {
        ChildJvm service = place.start();
        Operations.of(place).awaitReady(PATIENCE);
        return service;
    }
}
