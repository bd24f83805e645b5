// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What a user may set of the detection job.
 *
 * @param bootstrap Kafka's bootstrap servers
 * @param applicationId consumer group, transactional ids and internal topics are named after it
 * @param stateDir where the state stores live; may be lost, they are restored from Kafka
 * @param threads stream threads of this process, at least 1
 * @param commitInterval how often a transaction ends: an alert is visible that much later at most
 * @param correlation how correlations are driven
 * @param objects whether object changes are judged and joined with the requests that made them
 * @param sharing how several instances share the work
 * @param kafka further client settings, such as security
 */
public record DetectionJobConfig(
        String bootstrap,
        String applicationId,
        Path stateDir,
        int threads,
        Duration commitInterval,
        Correlation correlation,
        boolean objects,
        Sharing sharing,
        Map<String, String> kafka) {

    /**
     * How several instances share the work. Each has a state folder of its own.
     *
     * @param instance its name among them, empty for none. One that comes back under its name before its session ends
     *     goes on with its own share, and nothing moves; one without a name gives its share to the others as it stops
     * @param standbys how many other instances keep a copy of each share's state, at least 0: they take over without
     *     reading it from Kafka first
     */
    public record Sharing(String instance, int standbys) {

        /** One instance, or several that hold no copies. */
        public static final Sharing NONE = new Sharing("", 0);
    }

    /**
     * How correlations are driven.
     *
     * @param lateness how far out of order events may come
     * @param eager whether an opening is told before its time is settled
     * @param live whether time goes on though no events come; not so in a replay, whose end is marked in the topic
     */
    public record Correlation(Duration lateness, boolean eager, boolean live) {

        /** For a stream of events as they happen. */
        public static final Correlation LIVE = new Correlation(CorrelationSettings.LATENESS, true, true);

        /** For recorded events: every telling is final, and the same each time. */
        public static final Correlation REPLAY = new Correlation(CorrelationSettings.LATENESS, false, false);
    }

    /** Default of {@link #applicationId}. */
    public static final String APPLICATION_ID = "anchorwatch-detect";

    public DetectionJobConfig {
        kafka = Map.copyOf(kafka);
        List<String> problems = new ArrayList<>();
        if (bootstrap.isBlank()) {
            problems.add("bootstrap is empty");
        }
        if (threads < 1) {
            problems.add("threads must be at least 1, not " + threads);
        }
        if (sharing.standbys() < 0) {
            problems.add("standbys can't be negative");
        }
        if (commitInterval.toMillis() < 10) {
            problems.add("commitInterval must be at least 10 ms");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("detection job: " + String.join("; ", problems));
        }
    }

    /** The same for an instance that shares nothing. */
    public DetectionJobConfig(
            String bootstrap,
            String applicationId,
            Path stateDir,
            int threads,
            Duration commitInterval,
            Correlation correlation,
            boolean objects,
            Map<String, String> kafka) {
        this(bootstrap, applicationId, stateDir, threads, commitInterval, correlation, objects, Sharing.NONE, kafka);
    }

    /** The same as one of several. */
    public DetectionJobConfig with(Sharing other) {
        return new DetectionJobConfig(
                bootstrap, applicationId, stateDir, threads, commitInterval, correlation, objects, other, kafka);
    }

    /** Whether it keeps its share while it is away for a moment. */
    boolean isNamed() {
        return !sharing.instance().isEmpty()
                || kafka.keySet().stream().anyMatch(name -> name.endsWith(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
    }

    /** One thread, commits every 100 ms. */
    public static DetectionJobConfig of(String bootstrap, Path stateDir) {
        return new DetectionJobConfig(
                bootstrap,
                APPLICATION_ID,
                stateDir,
                1,
                Duration.ofMillis(100),
                Correlation.LIVE,
                true,
                new HashMap<>());
    }

    /** As {@link #of}, for recorded events. */
    public static DetectionJobConfig forReplay(String bootstrap, Path stateDir) {
        return new DetectionJobConfig(
                bootstrap,
                APPLICATION_ID,
                stateDir,
                1,
                Duration.ofMillis(100),
                Correlation.REPLAY,
                true,
                new HashMap<>());
    }
}
