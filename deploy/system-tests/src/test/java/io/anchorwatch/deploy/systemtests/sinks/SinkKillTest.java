// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.deploy.systemtests.service.ChildJvm;
import io.anchorwatch.sinks.TestAlerts;
import io.anchorwatch.streamjobs.alert.Alert;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program is killed while it delivers, again and again, at moments that a seed chooses and in between what the target
 * has and what the program knows of. {@code -Pchaos} takes every kind of sink and more kills;
 * {@code -Danchorwatch.sinks=KAFKA,RELP} those.
 */
final class SinkKillTest {

    private static final Logger LOG = LoggerFactory.getLogger(SinkKillTest.class);
    private static final int KILLS = Integer.getInteger("anchorwatch.sink.kills", 1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path dir;

    static Stream<SinkKind> kinds() {
        String kinds = System.getProperty("anchorwatch.sinks", "SPLUNK");
        return kinds.equals("all")
                ? Stream.of(SinkKind.values())
                : Stream.of(kinds.split(",")).map(SinkKind::valueOf);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void noAlertIsMissingAndOnlyWhereTheTargetCanNotHelpItIsOneThereTwice(SinkKind kind) throws Exception {
        Random random = new Random(kind.ordinal());
        int alerts = kind.alerts();
        List<Alert> sent = TestAlerts.alerts("a", alerts, 53);
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), 0);
                SinkTarget target = kind.open(dir, broker)) {
            DispatchPlace place = DispatchPlace.make(dir, broker, Map.of("trial", target));
            place.send(sent);
            target.slow(Duration.ofMillis(150));
            int killed = 0;
            for (int kill = 1; kill <= KILLS; kill++) {
                int goal = distinct(target) + 1 + random.nextInt(alerts / (KILLS + 2));
                try (ChildJvm process = place.start()) {
                    await().atMost(PATIENCE)
                            .pollInterval(Duration.ofMillis(20))
                            .failFast(
                                    "the program has ended: see its log",
                                    () -> !process.process().isAlive())
                            .until(() -> distinct(target) >= Math.min(goal, alerts));
                    killed += distinct(target) < alerts ? 1 : 0;
                    process.kill();
                }
            }
            target.slow(Duration.ZERO);
            try (ChildJvm process = place.start()) {
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(200))
                        .failFast(
                                "the program has ended: see its log",
                                () -> !process.process().isAlive())
                        .until(() -> distinct(target) == alerts);
                process.terminate();
            }
            List<String> ids = target.ids();
            Set<String> there = new HashSet<>(ids);
            LOG.info(
                    "killed: {}: {} alerts, {} kills in mid delivery, {} missing, {} there twice",
                    kind,
                    alerts,
                    killed,
                    alerts - there.size(),
                    ids.size() - there.size());
            assertThat(there).isEqualTo(new HashSet<>(TestAlerts.ids(sent)));
            assertThat(killed).isPositive();
            if (kind.isOnce()) {
                assertThat(ids).doesNotHaveDuplicates();
            }
        }
    }

    private static int distinct(SinkTarget target) {
        return new HashSet<>(target.ids()).size();
    }
}
