// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How alerts get from Kafka to the sinks.
 *
 * @param kafka settings of every Kafka client: {@code bootstrap.servers} and what a secured cluster needs
 * @param alertTopic topic to read
 * @param deadLetterTopic topic for what cannot be delivered; must exist
 * @param stateTopic compacted topic of one partition for what people still have to be told; must exist
 * @param groupPrefix a sink's consumer group is this and its name
 * @param batchSize most alerts of one call of a sink, and so sent again after a crash, at once; 1 to 10,000
 * @param retry waits between tries
 * @param sinkTimeout how long one call of a sink may take before its thread is interrupted and health says so
 * @param closeTimeout how long closing waits for the batches under way
 */
public record DispatcherConfig(
        Map<String, String> kafka,
        String alertTopic,
        String deadLetterTopic,
        String stateTopic,
        String groupPrefix,
        int batchSize,
        Backoff retry,
        Duration sinkTimeout,
        Duration closeTimeout) {

    /** The usual {@code stateTopic}. */
    public static final String STATE_TOPIC = "anchorwatch.dispatch-state";

    public DispatcherConfig {
        kafka = Map.copyOf(kafka);
    }

    /** The topics by their names, batches as large as the sink likes, 60 s for a sink's answer, 10 s to close. */
    public static DispatcherConfig defaults(Map<String, String> kafka) {
        return new DispatcherConfig(
                kafka,
                AlertTopics.ALERTS,
                AlertTopics.DEAD_LETTERS,
                STATE_TOPIC,
                "anchorwatch-sink-",
                10_000,
                Backoff.DEFAULT,
                Duration.ofSeconds(60),
                Duration.ofSeconds(10));
    }

    /** Everything that is wrong with it. */
    public List<ConfigProblem> problems() {
        return new ConfigChecks()
                .require(kafka.containsKey("bootstrap.servers"), "kafka", "needs bootstrap.servers")
                .require(!alertTopic.isBlank(), "alertTopic", "must not be empty")
                .require(!deadLetterTopic.isBlank(), "deadLetterTopic", "must not be empty")
                .require(!deadLetterTopic.equals(alertTopic), "deadLetterTopic", "must differ from alertTopic")
                .require(!stateTopic.isBlank(), "stateTopic", "must not be empty")
                .require(!groupPrefix.isBlank(), "groupPrefix", "must not be empty")
                .within(batchSize, 1, 10_000, "batchSize")
                .within(retry.first(), Duration.ofMillis(1), Duration.ofMinutes(1), "retry.first")
                .within(retry.most(), retry.first(), Duration.ofHours(1), "retry.most")
                .within(sinkTimeout, Duration.ofMillis(100), Duration.ofMinutes(10), "sinkTimeout")
                .within(closeTimeout, Duration.ofMillis(100), Duration.ofMinutes(5), "closeTimeout")
                .problems();
    }
}
