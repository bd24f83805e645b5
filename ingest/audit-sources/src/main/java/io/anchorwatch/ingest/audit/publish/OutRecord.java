// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.publish;

import java.time.Instant;
import java.util.Map;

/**
 * A record for a topic of {@link io.anchorwatch.ingest.event.EventTopics}, before any Kafka type is involved.
 *
 * @param topic topic name
 * @param key record key, UTF-8 when written; decides the partition
 * @param time record timestamp
 * @param headers header names and UTF-8 values
 * @param value record value; shared, not copied: do not modify
 */
public record OutRecord(String topic, String key, Instant time, Map<String, String> headers, byte[] value) {

    public OutRecord {
        headers = Map.copyOf(headers);
    }
}
