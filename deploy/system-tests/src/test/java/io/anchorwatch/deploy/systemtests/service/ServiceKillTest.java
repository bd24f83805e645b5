// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole service is killed again and again under load. {@code -Danchorwatch.kills} sets how often. */
final class ServiceKillTest {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceKillTest.class);
    private static final int KILLS = Integer.getInteger("anchorwatch.kills", 2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path dir;

    static LongStream seeds() {
        return LongStream.of(Long.getLong("anchorwatch.seed", 7));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingAcknowledgedIsLostAndNoAlertIsDoubledByKills(long seed) throws Exception {
        Random random = new Random(seed);
        ServicePlace place = ServicePlace.allInOne(dir);
        try (ApiServer load = ApiServer.start(place, Recording.load(), 100)) {
            for (int kill = 0; kill < KILLS; kill++) {
                liveAndDie(place, kill % 2 == 1, random);
            }
            try (ChildJvm last = place.start()) {
                Operations.of(place).awaitReady(PATIENCE);
                List<String> acknowledged = load.stop();
                Ledger ledger = Ledger.of(acknowledged, dir);
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .ignoreExceptions()
                        .untilAsserted(() -> ledger.holds(place));
                new Conservation(Operations.of(place).metrics()).holds();
                LOG.info(
                        "{} kills, seed {}: {} events acknowledged, {} alerts, {} calls failed, slowest answer {} ms",
                        KILLS,
                        seed,
                        acknowledged.size(),
                        ledger.alerts().size(),
                        load.failures(),
                        load.slowestMillis());
                assertThat(last.terminate()).isIn(0, 143);
            }
        }
    }

    /** Every other life ends at any moment, be it while it starts; the rest do some work first. */
    private static void liveAndDie(ServicePlace place, boolean early, Random random) throws Exception {
        try (ChildJvm service = place.start()) {
            if (early) {
                service.live(random.nextInt(8000));
            } else {
                Operations.of(place).awaitReady(PATIENCE);
                service.live(random.nextInt(3000));
            }
            service.kill();
        }
    }
}
