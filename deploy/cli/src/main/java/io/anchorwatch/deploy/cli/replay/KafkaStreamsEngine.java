// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.deploy.cli.RuleFailures;
import io.anchorwatch.ingest.recording.ReplayItem;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.rule.RuleTimeline;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJob;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJobConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.function.Consumer;

/** The Kafka Streams job on a broker of its own. */
final class KafkaStreamsEngine implements ReplayEngine {

    private final ReplayTopics topics = new ReplayTopics();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DetectionJob job;
    private final Consumer<Alert> alerts;

    KafkaStreamsEngine(RuleTimeline rules, Consumer<Alert> alerts) {
        this.alerts = alerts;
        job = DetectionJob.start(DetectionJobConfig.forReplay(topics.bootstrap(), topics.folder()), rules, registry);
    }

    @Override
    public void accept(ReplayItem.Event item) {
        topics.accept(item);
    }

    @Override
    public void finish() {
        topics.flush();
        EndOfInput.mark(topics.bootstrap());
        JobOutput output = new JobOutput(topics.bootstrap(), DetectionJobConfig.APPLICATION_ID);
        output.awaitDrained();
        output.alerts().forEach(alerts);
    }

    @Override
    public RuleFailures failures() {
        RuleFailures failures = new RuleFailures();
        registry.find("anchorwatch.job.rule.errors")
                .counters()
                .forEach(counter -> failures.add(
                        String.valueOf(counter.getId().getTag("rule")),
                        (long) counter.count(),
                        "not kept by this engine; --engine local tells it"));
        return failures;
    }

    @Override
    public void close() {
        job.close();
        topics.close();
    }
}
