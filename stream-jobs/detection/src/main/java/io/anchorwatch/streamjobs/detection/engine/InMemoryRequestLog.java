// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps requests in memory, for as long as an engine has to. Not thread-safe. */
public final class InMemoryRequestLog implements RequestLog {

    private record Entry(byte[] state, long eventTimeMs) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Retention retention = new Retention();

    @Override
    public byte @Nullable [] get(String key, long eventTimeMs) {
        @Nullable Entry entry = entries.get(key);
        return entry == null ? null : entry.state();
    }

    @Override
    public void put(String key, byte[] state, long eventTimeMs) {
        entries.remove(key);
        entries.put(key, new Entry(state, eventTimeMs));
        Iterator<Entry> oldest = entries.values().iterator();
        for (int i = 0;
                i < Retention.FORGOTTEN_PER_PUT
                        && retention.isPast(oldest.next().eventTimeMs(), eventTimeMs);
                i++) {
            oldest.remove();
        }
        retention.put(eventTimeMs);
    }

    /** How many requests are remembered. */
    int size() {
        return entries.size();
    }
}
