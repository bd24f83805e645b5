// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service;

import io.anchorwatch.deploy.ops.HealthCheck;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJob;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJobConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The detection job, with rules that may change while it runs. */
record DetectPart(DetectionJob job, RuleReload reload) implements ServicePart {

    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

    static DetectPart start(Surroundings around, RuleSet rules) {
        ServiceConfig config = around.config();
        Map<String, String> kafka = new HashMap<>(around.membership("main.consumer."));
        kafka.putAll(config.kafka().properties());
        DetectionJobConfig job = new DetectionJobConfig(
                String.valueOf(around.kafka().get("bootstrap.servers")),
                DetectionJobConfig.APPLICATION_ID,
                config.data().resolve("state"),
                config.detect().threads(),
                COMMIT_INTERVAL,
                new DetectionJobConfig.Correlation(
                        config.detect().lateness(), config.detect().eager(), true),
                config.detect().objects(),
                config.detect().sharing(),
                kafka);
        DetectionJob started = DetectionJob.start(job, rules, around.registry());
        return new DetectPart(
                started,
                RuleReload.start(
                        config.detect(),
                        rules,
                        reloaded -> started.reload(reloaded, Instant.now()),
                        around.registry()));
    }

    @Override
    public Map<String, HealthCheck> checks() {
        return Map.of("detect", () -> Optional.of(job.problem()).filter(problem -> !problem.isEmpty()));
    }

    @Override
    public void close() {
        reload.close();
        job.close();
    }
}
