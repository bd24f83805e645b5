// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.streamjobs.detection.engine.RequestLog;
import io.anchorwatch.streamjobs.detection.task.BoundedRequestLog;
import java.time.Duration;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps requests in a window store, which forgets whole segments when their time has passed.
 *
 * <p>What was written last must be what is found, as in memory, though events of one id may be out of order: so a state
 * never stands at an earlier time than the one it follows. Agrees with memory as long as no event is later than
 * {@link RequestLog#MEMORY}.
 */
final class StoredRequestLog implements BoundedRequestLog {

    static final Duration RETENTION = MEMORY.multipliedBy(2);

    private static final long REACH_MS = MEMORY.toMillis();

    private final WindowStore<String, byte[]> store;
    private long latestMs = Long.MAX_VALUE;
    private long foundMs;

    StoredRequestLog(WindowStore<String, byte[]> store) {
        this.store = store;
    }

    @Override
    public void receivedAt(long receivedMs) {
        latestMs = receivedMs + AHEAD_MS;
    }

    @Override
    public byte @Nullable [] get(String key, long eventTimeMs) {
        long storeMs = Math.min(eventTimeMs, latestMs);
        try (WindowStoreIterator<byte[]> latestFirst =
                store.backwardFetch(key, Math.max(0, storeMs - REACH_MS), storeMs + REACH_MS)) {
            foundMs = 0;
            if (!latestFirst.hasNext()) {
                return null;
            }
            KeyValue<Long, byte[]> latest = latestFirst.next();
            foundMs = latest.key;
            return latest.value;
        }
    }

    @Override
    public void put(String key, byte[] state, long eventTimeMs) {
        store.put(key, state, Math.max(foundMs, Math.min(eventTimeMs, latestMs)));
    }
}
