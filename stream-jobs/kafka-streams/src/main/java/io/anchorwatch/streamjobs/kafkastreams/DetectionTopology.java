// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
 *                 (requests)   └─► hits, by group ─► correlate ─┬─► anchorwatch.alerts
 *                                       ▲                 │     ├─► anchorwatch.dead-letters
 *                                       │         (correlations)│
 *                                       └─────────────────◄─────┘ alerts of a level are hits for the next
 * </pre>
 */
final class DetectionTopology {

    static final String SOURCE = "audit-source";
    static final String DETECT = "detect";
    static final String REQUESTS = "requests";
    static final String HITS_SOURCE = "hits-source";
    static final String CORRELATE = "correlate";
    static final String CORRELATIONS = "correlations";
    static final String HITS = "hits-sink";
    static final String PROGRESS = "progress-sink";
    static final String ALERTS = "alerts-sink";
    static final String DEAD_LETTERS = "dead-letters-sink";

    /** Event time is a cluster's, and its clock may be wrong: the broker must not refuse state for that. */
    private static final Map<String, String> CHANGELOG = Map.of(
            "message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE),
            "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));

    private DetectionTopology() {}

    static Topology build(
            RulesInForce rules, HitsTopic hits, DetectionJobConfig.Correlation correlation, JobMetrics metrics) {
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                SOURCE,
                new UsePartitionTimeOnInvalidTimestamp(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                EventTopics.AUDIT);
        topology.addProcessor(DETECT, () -> new DetectProcessor(rules, correlation.live(), metrics), SOURCE);
        topology.addStateStore(requests(), DETECT);
        CorrelationSettings settings = new CorrelationSettings(
                correlation.lateness(), correlation.eager(), hits.detectors(), hits.correlators());
        topology.addSource(
                AutoOffsetReset.earliest(),
                HITS_SOURCE,
                new UsePartitionTimeOnInvalidTimestamp(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                hits.name());
        topology.addProcessor(CORRELATE, () -> new CorrelateProcessor(rules, settings, metrics), HITS_SOURCE);
        topology.addStateStore(correlations(), CORRELATE);
        sink(topology, ALERTS, AlertTopics.ALERTS);
        sink(topology, DEAD_LETTERS, EventTopics.DEAD_LETTERS);
        sink(topology, HITS, hits.name());
        topology.addSink(
                PROGRESS,
                hits.name(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                (topic, key, value, partitions) ->
                        Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet())),
                DETECT,
                CORRELATE);
        return topology;
    }

    private static void sink(Topology topology, String name, String topic) {
        topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), DETECT, CORRELATE);
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> correlations() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(CORRELATIONS), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled();
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
