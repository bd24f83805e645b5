// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import io.anchorwatch.streamjobs.detection.correlation.CorrelationSet;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import io.anchorwatch.streamjobs.detection.files.RuleBundle;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user may set of the job.
 *
 * @param bootstrap Kafka's bootstrap servers
 * @param group consumer group; transactional ids begin with it, so that two jobs need two
 * @param kafka further client settings, such as security
 * @param rules the rules that are shipped with the job
 * @param laterRules rules that replace them for events from a time on
 * @param rulesTopic a topic of one partition that brings further rules while the job runs; empty for none
 * @param input which events are read
 * @param objects whether object changes are judged and joined with the requests that made them
 * @param shares in how many shares groups and namespaces fall, the highest useful parallelism of correlating; fixed for
 *     the life of a savepoint
 * @param lateness how far out of order events may come
 */
public record FlinkJobConfig(
        String bootstrap,
        String group,
        Map<String, String> kafka,
        RuleBundle rules,
        Map<Instant, RuleBundle> laterRules,
        String rulesTopic,
        Input input,
        boolean objects,
        int shares,
        Duration lateness) {

    /** Default of {@link #group}. */
    public static final String GROUP = "anchorwatch-flink";

    /** Default of {@link #shares}. */
    public static final int SHARES = 16;

    /**
     * Which events are read.
     *
     * @param live all that there are and that come, from where the job left off; else those there are now, and the job
     *     ends
     * @param from the earliest of a bounded run by the time of Kafka's records, null for all
     * @param to the first that is not read any more, null for all
     */
    public record Input(
            boolean live, @Nullable Instant from, @Nullable Instant to) {

        public Input {
            if (live && to != null) {
                throw new IllegalArgumentException("live input has no end");
            }
            if (from != null && to != null && !from.isBefore(to)) {
                throw new IllegalArgumentException("from must be before to");
            }
        }
    }

    /** Events as they happen. */
    public static final Input LIVE = new Input(true, null, null);

    /** All events that are there. */
    public static final Input BOUNDED = new Input(false, null, null);

    public FlinkJobConfig {
        kafka = Map.copyOf(kafka);
        laterRules = Map.copyOf(laterRules);
        List<String> problems = new ArrayList<>();
        if (bootstrap.isBlank()) {
            problems.add("bootstrap is empty");
        }
        if (group.isBlank()) {
            problems.add("group is empty");
        }
        if (!input.live() && !rulesTopic.isEmpty()) {
            problems.add("a bounded job takes its rules at the start: give --bundle-from in place of --rules-topic");
        }
        if (shares < 1 || shares > Shares.KEY_GROUPS) {
            problems.add("shares must be from 1 to " + Shares.KEY_GROUPS + ", not " + shares);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("Flink job: " + String.join("; ", problems));
        }
    }

    /** With the defaults. */
    public static FlinkJobConfig of(String bootstrap, RuleBundle rules, Input input) {
        return new FlinkJobConfig(
                bootstrap, GROUP, Map.of(), rules, Map.of(), "", input, true, SHARES, CorrelationSettings.LATENESS);
    }

    /** The same with rules that replace those of all times for events from a time on. */
    public FlinkJobConfig with(Map<Instant, RuleBundle> later) {
        return new FlinkJobConfig(bootstrap, group, kafka, rules, later, rulesTopic, input, objects, shares, lateness);
    }

    /** Throws IllegalArgumentException when a set of rules stacks correlations deeper than the job has operators. */
    void check(RuleSet set) {
        int levels = new CorrelationSet(set).levels();
        if (levels > Wiring.MOST_LEVELS) {
            throw new IllegalArgumentException("correlations build on each other " + levels
                    + " deep; the Flink job has room for " + Wiring.MOST_LEVELS);
        }
    }
}
