// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.streamjobs.detection.engine.RequestLog;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/** Keeps requests in a window store, which forgets whole segments when their hour has passed. */
final class StoredRequestLog implements RequestLog {

    /** An hour of event time: longer than the API server or a tailer repeats a delivery. */
    static final long RETENTION_MS = 3_600_000;

    private final WindowStore<String, byte[]> store;
    private long eventTimeMs;

    StoredRequestLog(WindowStore<String, byte[]> store) {
        this.store = store;
    }

    /** Says when the event happened that is about to be judged. */
    void at(long newEventTimeMs) {
        eventTimeMs = newEventTimeMs;
    }

    @Override
    public byte @Nullable [] get(String key) {
        try (WindowStoreIterator<byte[]> latestFirst =
                store.backwardFetch(key, Math.max(0, eventTimeMs - RETENTION_MS), eventTimeMs + RETENTION_MS)) {
            return latestFirst.hasNext() ? latestFirst.next().value : null;
        }
    }

    @Override
    public void put(String key, byte[] state, long newEventTimeMs) {
        store.put(key, state, Math.max(0, newEventTimeMs));
    }
}
