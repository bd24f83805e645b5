// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.format.AlertFormat;
import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.siem.Shrinking;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import io.anchorwatch.streamjobs.alert.WireTime;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Alerts as records: key fingerprint, so that a compacted topic keeps the last word on each finding; headers of CloudEvents
 * in binary mode, or none of them where the value is a CloudEvent by itself.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">binding</a>
 */
final class KafkaRecords {

    /** What a value may have: less than the 1 MiB that brokers and clients take unless told otherwise. */
    private static final int MOST_BYTES = 1_000_000;

    private static final Map<String, String> SCHEMAS = Map.of(
            "json", "anchorwatch/alert.v1", "ecs", "ecs/9.4", "ocsf", "ocsf/1.8.0", "cloudevents", "cloudevents/1.0");

    private KafkaRecords() {}

    static ProducerRecord<byte[], byte[]> of(Alert alert, String topic, AlertFormat format) {
        byte[] value = format.encode(alert);
        for (int step = 1; value.length > MOST_BYTES && step <= Shrinking.STEPS; step++) {
            value = format.encode(Shrinking.step(alert, step));
        }
        // Stamped by the producer: with the time of an old event, retention might delete a record as it comes.
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, alert.fingerprint().getBytes(UTF_8), value);
        header(record, AlertTopics.CONTENT_TYPE, format.contentType());
        header(record, "schema", SCHEMAS.getOrDefault(format.id(), format.id()));
        header(record, "alert_id", alert.deliveryId());
        if (format != AlertFormats.CLOUDEVENTS) {
            header(record, AlertTopics.CE_SPEC_VERSION, AlertTopics.SPEC_VERSION);
            header(record, AlertTopics.CE_ID, alert.deliveryId());
            header(record, AlertTopics.CE_SOURCE, alert.cluster());
            header(record, AlertTopics.CE_TYPE, AlertTopics.ALERT_TYPE);
            header(record, AlertTopics.CE_TIME, WireTime.format(alert.time()));
        }
        return record;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
