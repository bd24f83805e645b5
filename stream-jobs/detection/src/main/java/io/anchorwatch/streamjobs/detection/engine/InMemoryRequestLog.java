// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps requests in memory, for as long as an engine has to. Not thread-safe. */
public final class InMemoryRequestLog implements RequestLog {

    private static final long RETENTION_MS = 2 * MEMORY.toMillis();

    private record Entry(byte[] state, long eventTimeMs) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long latestMs = Long.MIN_VALUE;

    @Override
    public byte @Nullable [] get(String key) {
        @Nullable Entry entry = entries.get(key);
        return entry == null ? null : entry.state();
    }

    @Override
    public void put(String key, byte[] state, long eventTimeMs) {
        entries.remove(key);
        entries.put(key, new Entry(state, eventTimeMs));
        latestMs = Math.max(latestMs, eventTimeMs);
        Iterator<Entry> oldest = entries.values().iterator();
        while (oldest.hasNext() && oldest.next().eventTimeMs() < latestMs - RETENTION_MS) {
            oldest.remove();
        }
    }
}
