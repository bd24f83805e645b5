// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import io.anchorwatch.streamjobs.detection.engine.Detector;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The one fixed topology: rules are data, so that a new rule never changes it.
 *
 * <pre>
 * anchorwatch.audit ─► detect ─┬─► anchorwatch.alerts
 *                        │     └─► anchorwatch.dead-letters
 *                     requests (store)
 * </pre>
 */
final class DetectionTopology {

    static final String SOURCE = "audit-source";
    static final String DETECT = "detect";
    static final String REQUESTS = "requests";
    static final String ALERTS = "alerts-sink";
    static final String DEAD_LETTERS = "dead-letters-sink";

    /** Event time is a cluster's, and its clock may be wrong: the broker must not refuse state for that. */
    private static final Map<String, String> CHANGELOG = Map.of(
            "message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE),
            "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));

    private DetectionTopology() {}

    static Topology build(Detector detector, JobMetrics metrics) {
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                SOURCE,
                new UsePartitionTimeOnInvalidTimestamp(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                EventTopics.AUDIT);
        topology.addProcessor(DETECT, () -> new DetectProcessor(detector, metrics), SOURCE);
        topology.addStateStore(requests(), DETECT);
        topology.addSink(ALERTS, AlertTopics.ALERTS, new ByteArraySerializer(), new ByteArraySerializer(), DETECT);
        topology.addSink(
                DEAD_LETTERS, EventTopics.DEAD_LETTERS, new ByteArraySerializer(), new ByteArraySerializer(), DETECT);
        return topology;
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
