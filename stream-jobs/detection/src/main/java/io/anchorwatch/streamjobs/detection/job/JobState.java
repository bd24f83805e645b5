// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.job;

import io.anchorwatch.streamjobs.detection.correlation.MemoryStore;
import io.anchorwatch.streamjobs.detection.drift.Attribution;
import io.anchorwatch.streamjobs.detection.story.StoryOutput.Unjudged;
import io.anchorwatch.streamjobs.detection.value.Wire;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** All that a job remembers between two events, but for the requests. */
final class JobState {

    private static final int VERSION = 1;

    final MemoryStore correlations = new MemoryStore();
    final MemoryStore stories = new MemoryStore();
    final Map<String, Long> latestMicros = new HashMap<>();
    final Map<Attribution, Long> judged = new EnumMap<>(Attribution.class);
    final Map<Unjudged, Long> unjudged = new EnumMap<>(Unjudged.class);
    final Map<String, String> failed = new TreeMap<>();
    long tooLate;

    void write(DataOutputStream out) throws IOException {
        out.writeByte(VERSION);
        correlations.write(out);
        stories.write(out);
        out.writeInt(latestMicros.size());
        for (Map.Entry<String, Long> latest : latestMicros.entrySet()) {
            Wire.text(out, latest.getKey());
            out.writeLong(latest.getValue());
        }
        for (Attribution attribution : Attribution.values()) {
            out.writeLong(judged.getOrDefault(attribution, 0L));
        }
        for (Unjudged why : Unjudged.values()) {
            out.writeLong(unjudged.getOrDefault(why, 0L));
        }
        out.writeInt(failed.size());
        for (Map.Entry<String, String> failure : failed.entrySet()) {
            Wire.text(out, failure.getKey());
            Wire.text(out, failure.getValue());
        }
        out.writeLong(tooLate);
    }

    static JobState read(DataInputStream in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("written by another version (" + version + ")");
        }
        JobState state = new JobState();
        state.correlations.read(in);
        state.stories.read(in);
        for (int left = in.readInt(); left > 0; left--) {
            state.latestMicros.put(Wire.text(in), in.readLong());
        }
        for (Attribution attribution : Attribution.values()) {
            add(state.judged, attribution, in.readLong());
        }
        for (Unjudged why : Unjudged.values()) {
            add(state.unjudged, why, in.readLong());
        }
        for (int left = in.readInt(); left > 0; left--) {
            state.failed.put(Wire.text(in), Wire.text(in));
        }
        state.tooLate = in.readLong();
        return state;
    }

    private static <K> void add(Map<K, Long> counts, K key, long count) {
        if (count > 0) {
            counts.put(key, count);
        }
    }
}
