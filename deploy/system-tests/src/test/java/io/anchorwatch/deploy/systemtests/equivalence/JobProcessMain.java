// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import io.anchorwatch.deploy.systemtests.service.ChildJvm;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJob;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJobConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The job on recorded events in a process of its own, to be killed. */
final class JobProcessMain {

    /** A member that died is given up after six seconds, the least that a broker allows, its transaction sooner. */
    static final Map<String, String> SOON_GIVEN_UP =
            Map.of("session.timeout.ms", "6000", "producer.transaction.timeout.ms", "4000");

    /** Stands in its log when it has a share of the work, or copies the state of one. */
    static final String AT_WORK = "has a share";

    private JobProcessMain() {}

    static ChildJvm start(DetectionJobConfig config, Path log) throws IOException {
        return ChildJvm.start(
                log,
                JobProcessMain.class.getName(),
                List.of(
                        config.bootstrap(),
                        config.stateDir().toString(),
                        Integer.toString(config.threads()),
                        Integer.toString(config.sharing().standbys())));
    }

    static DetectionJobConfig config(String bootstrap, Path state, int threads) {
        return new DetectionJobConfig(
                bootstrap,
                DetectionJobConfig.APPLICATION_ID,
                state,
                threads,
                Duration.ofMillis(100),
                new DetectionJobConfig.Correlation(CorrelationSettings.LATENESS, false, false),
                true,
                SOON_GIVEN_UP);
    }

    public static void main(String[] args) throws InterruptedException {
        DetectionJobConfig config = config(args[0], Path.of(args[1]), Integer.parseInt(args[2]))
                .with(new DetectionJobConfig.Sharing("", Integer.parseInt(args[3])));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (DetectionJob job = DetectionJob.start(config, Rules.seeded(), meters)) {
            // Ends by being killed; this is the end of one that was forgotten.
            for (int second = 0; second < 600; second++) {
                boolean shares =
                        meters.find("anchorwatch.job.shares").gauges().stream().anyMatch(gauge -> gauge.value() > 0);
                System.out.println(shares ? AT_WORK : "waits for a share");
                TimeUnit.SECONDS.sleep(1);
            }
            throw new IllegalStateException("nobody killed the job: " + job.problem());
        }
    }
}
