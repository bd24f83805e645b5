// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.value.Wire;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps requests in memory, for as long as an engine has to. Not thread-safe. */
public final class InMemoryRequestLog implements RequestLog {

    private static final long RETENTION_MS = 2 * MEMORY.toMillis();

    /** More than one, so that the log shrinks again; few, so that two wild clocks in a row cost little. */
    private static final int FORGOTTEN_PER_PUT = 2;

    private record Entry(byte[] state, long eventTimeMs) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long previousMs = Long.MIN_VALUE;

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
        for (int i = 0; i < FORGOTTEN_PER_PUT && isPast(oldest.next(), eventTimeMs); i++) {
            oldest.remove();
        }
        previousMs = eventTimeMs;
    }

    /** Writes all that is remembered, for {@link #read}. */
    public void write(DataOutputStream out) throws IOException {
        out.writeLong(previousMs);
        out.writeInt(entries.size());
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            Wire.text(out, entry.getKey());
            Wire.bytes(out, entry.getValue().state());
            out.writeLong(entry.getValue().eventTimeMs());
        }
    }

    /** Reads what was written into a log that is empty. */
    public void read(DataInputStream in) throws IOException {
        previousMs = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            String key = Wire.text(in);
            byte[] state = Wire.bytes(in);
            entries.put(key, new Entry(state, in.readLong()));
        }
    }

    /** How many requests are remembered. */
    int size() {
        return entries.size();
    }

    /** One clock that is far off must not empty the log: the event before has to agree. */
    private boolean isPast(Entry entry, long nowMs) {
        return isFar(entry.eventTimeMs(), nowMs) && isFar(entry.eventTimeMs(), previousMs);
    }

    private static boolean isFar(long oneMs, long otherMs) {
        return Math.abs((double) oneMs - otherMs) > RETENTION_MS;
    }
}
