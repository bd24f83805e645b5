// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import io.anchorwatch.streamjobs.kafkastreams.DetectionJob;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJobConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The job in a process of its own, to be killed. */
final class JobProcessMain {

    private JobProcessMain() {}

    static Process start(DetectionJobConfig config, File log) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JobProcessMain.class.getName(),
                        config.bootstrap(),
                        config.stateDir().toString(),
                        Integer.toString(config.threads())))
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    public static void main(String[] args) throws InterruptedException {
        DetectionJobConfig config = new DetectionJobConfig(
                args[0],
                DetectionJobConfig.APPLICATION_ID,
                Path.of(args[1]),
                Integer.parseInt(args[2]),
                Duration.ofMillis(100),
                new DetectionJobConfig.Correlation(Told.LATENESS, false, false),
                true,
                Map.of("session.timeout.ms", "6000"));
        try (DetectionJob job = DetectionJob.start(config, Rules.withCorrelations(), new SimpleMeterRegistry())) {
            // Ends by being killed; this is the end of one that was forgotten.
            TimeUnit.MINUTES.sleep(10);
            throw new IllegalStateException("nobody killed the job: " + job.problem());
        }
    }
}
