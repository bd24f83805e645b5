// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.value.Wire;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where an object comes from, remembered for a while after it is gone: what it owns is judged later than it.
 *
 * @param kind its kind
 * @param name its name
 * @param ownerUid uid of the controller that owns it, empty when none does
 * @param sinceMicros since when it is known
 * @param goneMicros when it was gone, {@link Long#MAX_VALUE} while it is there
 * @param applied who applied it when, oldest first
 */
record Lineage(String kind, String name, String ownerUid, long sinceMicros, long goneMicros, List<Applied> applied) {

    private static final int VERSION = 2;
    private static final long NOT_GONE = Long.MAX_VALUE;

    /** More in minutes is an attack on our memory. */
    private static final int MAX_APPLIED = 4_096;

    /** Somebody, a person or a service account, applied it. */
    record Applied(long timeMicros, String who) {}

    static Lineage of(JsonNode object, long sinceMicros) {
        return new Lineage(
                object.path("kind").asText(),
                object.path("metadata").path("name").asText(),
                Owners.controller(object).path("uid").asText(),
                sinceMicros,
                NOT_GONE,
                List.of());
    }

    Lineage gone(long timeMicros) {
        return new Lineage(kind, name, ownerUid, sinceMicros, timeMicros, applied);
    }

    /**
     * Whether what is judged at a time may ask for it. One that was seen only later, or has been gone for longer than
     * anything is remembered, is there or not by chance.
     */
    boolean isKnown(long timeMicros, long patienceMicros) {
        return sinceMicros <= timeMicros + patienceMicros && goneMicros >= StorySettings.remembered(timeMicros);
    }

    /** Who had applied it last at a time; empty when nobody knows. */
    String appliedBy(long timeMicros) {
        String who = "";
        for (Applied one : applied) {
            if (one.timeMicros() <= timeMicros) {
                who = one.who();
            }
        }
        return who;
    }

    /**
     * With one more. Before {@code settledMicros} none is added any more: there, what was applied again by the same is
     * no news, and what is older than anybody asks for is forgotten.
     */
    Lineage with(long timeMicros, String who, long settledMicros) {
        List<Applied> all = new ArrayList<>(applied);
        all.add(new Applied(timeMicros, who));
        all.sort(Comparator.comparingLong(Applied::timeMicros).thenComparing(Applied::who));
        List<Applied> kept = new ArrayList<>();
        for (Applied one : all) {
            boolean settled = one.timeMicros() <= settledMicros;
            boolean again = settled
                    && !kept.isEmpty()
                    && kept.get(kept.size() - 1).who().equals(one.who());
            if (!again) {
                kept.add(one);
            }
        }
        long forgotten = settledMicros - StorySettings.micros(StorySettings.MEMORY);
        while (kept.size() > 1 && (kept.get(1).timeMicros() <= forgotten || kept.size() > MAX_APPLIED)) {
            kept.remove(0);
        }
        return new Lineage(kind, name, ownerUid, sinceMicros, goneMicros, List.copyOf(kept));
    }

    byte[] encode() {
        return Wire.write(VERSION, out -> {
            Wire.text(out, kind);
            Wire.text(out, name);
            Wire.text(out, ownerUid);
            out.writeLong(sinceMicros);
            out.writeLong(goneMicros);
            out.writeInt(applied.size());
            for (Applied one : applied) {
                out.writeLong(one.timeMicros());
                Wire.text(out, one.who());
            }
        });
    }

    static Lineage decode(byte[] bytes) {
        return Wire.read(bytes, VERSION, in -> {
            String kind = Wire.text(in);
            String name = Wire.text(in);
            String ownerUid = Wire.text(in);
            long sinceMicros = in.readLong();
            long goneMicros = in.readLong();
            List<Applied> applied = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                applied.add(new Applied(in.readLong(), Wire.text(in)));
            }
            return new Lineage(kind, name, ownerUid, sinceMicros, goneMicros, applied);
        });
    }
}
