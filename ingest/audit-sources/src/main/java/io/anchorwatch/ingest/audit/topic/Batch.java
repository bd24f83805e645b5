// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.topic;

import io.anchorwatch.ingest.event.EventRecord;
import java.util.List;

/**
 * What some messages held.
 *
 * @param records events and dead letters, in order
 * @param events how many of them are events
 * @param others how much besides was no audit event
 */
record Batch(List<EventRecord> records, int events, int others) {

    int size() {
        return records.size() + others;
    }
}
