// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.alert;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An alert as it stands in {@link AlertTopics#ALERTS}, free of any Kafka client.
 *
 * @param key the fingerprint, so that all alerts of one finding stay in order
 * @param value the alert's JSON in UTF-8. Shared, not copied: do not modify
 * @param headers name to text, in a fixed order
 * @param timestamp the alert's time
 */
public record AlertRecord(String key, byte[] value, Map<String, String> headers, Instant timestamp) {

    public AlertRecord {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
