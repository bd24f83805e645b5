// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.detection.rule.RuleTimeline;
import io.anchorwatch.streamjobs.detection.task.RulesInForce;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running job. The topics it reads and writes must exist. */
public final class DetectionJob implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DetectionJob.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

    private final RulesInForce rules;
    private final KafkaStreams streams;
    private final KafkaStreamsMetrics streamsMetrics;
    private final boolean leaves;

    private DetectionJob(RulesInForce rules, KafkaStreams streams, KafkaStreamsMetrics streamsMetrics, boolean leaves) {
        this.rules = rules;
        this.leaves = leaves;
        this.streams = streams;
        this.streamsMetrics = streamsMetrics;
    }

    /** Starts reading where the job left off, or at the beginning of the topic. Returns at once. */
    public static DetectionJob start(DetectionJobConfig config, RuleSet ruleSet, MeterRegistry registry) {
        return start(config, RuleTimeline.of(ruleSet), registry);
    }

    /** As {@link #start(DetectionJobConfig, RuleSet, MeterRegistry)}, with rules that change in the course of time. */
    public static DetectionJob start(DetectionJobConfig config, RuleTimeline timeline, MeterRegistry registry) {
        RulesInForce rules = new RulesInForce(timeline);
        KafkaStreams streams =
                new KafkaStreams(topology(config, rules, new JobMetrics(registry)), StreamsSettings.of(config));
        streams.setUncaughtExceptionHandler(failure -> {
            log.error("a stream thread failed and is replaced", failure);
            return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        KafkaStreamsMetrics streamsMetrics = new KafkaStreamsMetrics(streams);
        streamsMetrics.bindTo(registry);
        shares(streams, registry, "active", thread -> thread.activeTasks().size());
        shares(streams, registry, "standby", thread -> thread.standbyTasks().size());
        streams.start();
        log.info("detection job started with rules {}", timeline.latest().digest());
        return new DetectionJob(rules, streams, streamsMetrics, !config.isNamed());
    }

    private static void shares(
            KafkaStreams streams, MeterRegistry registry, String role, ToIntFunction<ThreadMetadata> count) {
        Gauge.builder(
                        "anchorwatch.job.shares",
                        streams,
                        job -> job.metadataForLocalThreads().stream()
                                .mapToInt(count)
                                .sum())
                .description("shares of the work that this instance does, or keeps a copy of the state of")
                .tag("role", role)
                .register(registry);
    }

    private static Topology topology(DetectionJobConfig config, RulesInForce rules, JobMetrics metrics) {
        HitsTopic hits = HitsTopic.ensure(config);
        return config.objects()
                ? DetectionTopology.build(rules, hits, StoriesTopic.ensure(config), config.correlation(), metrics)
                : DetectionTopology.build(rules, hits, config.correlation(), metrics);
    }

    /**
     * Puts another rule set in force for events from that time on. Correlations that did not change go on with what they
     * have counted; those that did start anew.
     */
    public void reload(RuleSet ruleSet, Instant from) {
        rules.add(from.toEpochMilli(), ruleSet);
        log.info("rules {} are in force for events from {}", ruleSet.digest(), from);
    }

    /** The topic between detection and correlation of a job, for whoever waits for the job to be done. */
    public static String hitsTopic(String applicationId) {
        return HitsTopic.nameFor(applicationId);
    }

    /** The topic where requests and object changes meet, for whoever waits for the job to be done. */
    public static String storiesTopic(String applicationId) {
        return StoriesTopic.nameFor(applicationId);
    }

    /** Empty when the job works; else one line on why it does not. */
    public String problem() {
        KafkaStreams.State state = streams.state();
        return state == KafkaStreams.State.RUNNING
                ? ""
                : "the detection job is "
                        + state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Ends the current transaction. An instance without a name gives its share to the others at once. */
    @Override
    public void close() {
        streamsMetrics.close();
        GroupMembershipOperation membership =
                leaves ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP;
        if (!streams.close(CloseOptions.timeout(CLOSE_WITHIN).withGroupMembershipOperation(membership))) {
            log.warn(
                    "the detection job did not stop within {} s; what was not committed is read again",
                    CLOSE_WITHIN.toSeconds());
        }
    }
}
