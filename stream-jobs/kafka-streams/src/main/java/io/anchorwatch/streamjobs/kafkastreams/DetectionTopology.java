// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import io.anchorwatch.streamjobs.detection.story.StorySettings;
import io.anchorwatch.streamjobs.detection.task.RulesInForce;
import io.anchorwatch.streamjobs.detection.task.TaskSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The one fixed topology: rules are data, so that a new rule never changes it.
 *
 * <pre>
 * anchorwatch.audit ─► detect ─┬─► anchorwatch.alerts
 *                        │     ├─► anchorwatch.dead-letters
 *         (requests, clocks)   └─► hits, by group ─► correlate ─┬─► anchorwatch.alerts
 *                                       ▲                 │     ├─► anchorwatch.dead-letters
 *                                       │         (correlations)│
 *                                       └─────────────────◄─────┘ alerts of a level are hits for the next
 *
 * anchorwatch.objects ─► relay ─┐
 *                      detect ──┴─► stories, by namespace ─► story ─► anchorwatch.alerts
 *                                                              │
 *                                                        (story-state)
 * </pre>
 */
final class DetectionTopology {

    static final String SOURCE = "audit-source";
    static final String DETECT = "detect";
    static final String REQUESTS = "requests";
    static final String AUDIT_CLOCKS = "audit-clocks";
    static final String OBJECT_CLOCKS = "object-clocks";
    static final String HITS_SOURCE = "hits-source";
    static final String CORRELATE = "correlate";
    static final String CORRELATIONS = "correlations";
    static final String HITS = "hits-sink";
    static final String PROGRESS = "progress-sink";
    static final String OBJECTS_SOURCE = "objects-source";
    static final String RELAY = "relay";
    static final String STORIES_SOURCE = "stories-source";
    static final String STORY = "story";
    static final String STORY_STATE = "story-state";
    static final String STORIES = "stories-sink";
    static final String CAME = "came-sink";
    static final String ALERTS = "alerts-sink";
    static final String DEAD_LETTERS = "dead-letters-sink";

    /**
     * Event time is a cluster's, and may be long past or wrong: the broker must neither refuse state for that nor delete it
     * before its time. What a store needs of a time stands in its keys.
     */
    private static final Map<String, String> CHANGELOG = Map.of("message.timestamp.type", "LogAppendTime");

    private DetectionTopology() {}

    static Topology build(
            RulesInForce rules, HitsTopic hits, DetectionJobConfig.Correlation correlation, JobMetrics metrics) {
        Topology topology = new Topology();
        detection(topology, rules, hits, correlation, metrics, false);
        sink(topology, ALERTS, AlertTopics.ALERTS, DETECT, CORRELATE);
        sink(topology, DEAD_LETTERS, EventTopics.DEAD_LETTERS, DETECT, CORRELATE);
        return topology;
    }

    /** With object changes. */
    static Topology build(
            RulesInForce rules,
            HitsTopic hits,
            StoriesTopic stories,
            DetectionJobConfig.Correlation correlation,
            JobMetrics metrics) {
        Topology topology = new Topology();
        detection(topology, rules, hits, correlation, metrics, true);
        source(topology, OBJECTS_SOURCE, EventTopics.OBJECTS);
        topology.addProcessor(
                RELAY, () -> new RelayProcessor(correlation.live(), stories.audits(), metrics), OBJECTS_SOURCE);
        topology.addStateStore(keyValues(OBJECT_CLOCKS), RELAY);
        source(topology, STORIES_SOURCE, stories.name());
        StorySettings settings = new StorySettings(StorySettings.PATIENCE, correlation.eager(), stories.sources());
        topology.addProcessor(STORY, () -> new StoryProcessor(rules, settings, metrics), STORIES_SOURCE);
        topology.addStateStore(keyValues(STORY_STATE), STORY);
        sink(topology, STORIES, stories.name(), DETECT, RELAY);
        toAll(topology, CAME, stories.name(), DETECT, RELAY);
        sink(topology, ALERTS, AlertTopics.ALERTS, DETECT, CORRELATE, STORY);
        sink(topology, DEAD_LETTERS, EventTopics.DEAD_LETTERS, DETECT, CORRELATE, RELAY, STORY);
        return topology;
    }

    private static void detection(
            Topology topology,
            RulesInForce rules,
            HitsTopic hits,
            DetectionJobConfig.Correlation correlation,
            JobMetrics metrics,
            boolean stories) {
        source(topology, SOURCE, EventTopics.AUDIT);
        TaskSettings tasks = new TaskSettings(correlation.live(), stories, KafkaException.class);
        topology.addProcessor(DETECT, () -> new DetectProcessor(tasks, rules, metrics), SOURCE);
        topology.addStateStore(requests(), DETECT);
        topology.addStateStore(keyValues(AUDIT_CLOCKS), DETECT);
        CorrelationSettings settings = new CorrelationSettings(
                correlation.lateness(), correlation.eager(), hits.detectors(), hits.correlators());
        source(topology, HITS_SOURCE, hits.name());
        topology.addProcessor(CORRELATE, () -> new CorrelateProcessor(rules, settings, metrics), HITS_SOURCE);
        topology.addStateStore(keyValues(CORRELATIONS), CORRELATE);
        sink(topology, HITS, hits.name(), DETECT, CORRELATE);
        toAll(topology, PROGRESS, hits.name(), DETECT, CORRELATE);
    }

    private static void source(Topology topology, String name, String topic) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                name,
                new UsePartitionTimeOnInvalidTimestamp(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topic);
    }

    private static void sink(Topology topology, String name, String topic, String... parents) {
        topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), parents);
    }

    /** Every record goes to every partition. */
    private static void toAll(Topology topology, String name, String topic, String... parents) {
        topology.addSink(
                name,
                topic,
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                (unused, key, value, partitions) ->
                        Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet())),
                parents);
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> keyValues(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(CHANGELOG);
    }

    private static StoreBuilder<WindowStore<String, byte[]>> requests() {
        return Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(REQUESTS, StoredRequestLog.RETENTION, Duration.ofMillis(1), false),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(CHANGELOG);
    }
}
