// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.systemtests.service.ChildJvm;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJob;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJobConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long detection pauses when one of two instances is killed, with and without copies of its state at the other. A
 * figure, not a check of speed: {@code -Danchorwatch.standby.seeds=N} says how much state there is, none skips it.
 */
final class StandbyPauseTest {

    private static final Logger LOG = LoggerFactory.getLogger(StandbyPauseTest.class);
    private static final int SEEDS = Integer.getInteger("anchorwatch.standby.seeds", 0);

    @ParameterizedTest(name = "{0} copies")
    @ValueSource(ints = {0, 1})
    void theOtherGoesOnAfterAKill(int copies, @TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(SEEDS > 0, "no -Danchorwatch.standby.seeds");
        List<SeededCorpus> corpora = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            corpora.add(SeededCorpus.of(seed, folder));
        }
        SeededCorpus before = SeededCorpus.all("before", "", corpora);
        SeededCorpus after = SeededCorpus.of(SEEDS + 1, folder);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (Broker broker = new Broker(Files.createDirectory(folder.resolve("broker")), 4)) {
            DetectionJobConfig.Sharing sharing = new DetectionJobConfig.Sharing("", copies);
            Path log = folder.resolve("killed.log");
            try (DetectionJob left = DetectionJob.start(broker.instance("left").with(sharing), Rules.seeded(), meters);
                    ChildJvm killed =
                            JobProcessMain.start(broker.instance("killed").with(sharing), log)) {
                Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> Files.readString(log).contains(JobProcessMain.AT_WORK));
                broker.publishItems(before.events());
                broker.awaitDrained();
                killed.kill();
                long start = System.nanoTime();
                broker.publishItems(after.events());
                broker.awaitDrained();
                LOG.info(
                        "{} copies, {} events before: {} events were through {} ms after the kill",
                        copies,
                        before.events().size(),
                        after.events().size(),
                        (System.nanoTime() - start) / 1_000_000);
                assertThat(left.problem()).isEmpty();
                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .untilAsserted(() -> assertThat(meters.get("anchorwatch.job.shares")
                                        .tag("role", "active")
                                        .gauge()
                                        .value())
                                .as("all shares: four partitions of four topics")
                                .isEqualTo(16));
            }
        }
    }
}
