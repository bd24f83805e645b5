// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * How far each source of hits has come, and so up to which time a level can be settled. Kept in the store: after a
 * restart the same hits are late that were late before.
 */
final class Watermarks {

    /** Nothing is settled yet. */
    static final long NOTHING = Long.MIN_VALUE;

    private static final String DETECTOR = "d/";
    private static final String CORRELATOR = "c";

    private final SortedStore store;
    private final CorrelationSettings settings;
    private final Map<String, Long> sources = new HashMap<>();

    Watermarks(SortedStore store, CorrelationSettings settings) {
        this.store = store;
        this.settings = settings;
        byte[] first = {StoreKeys.SOURCE};
        byte[] end = {StoreKeys.SOURCE + 1};
        for (SortedStore.Item item : store.range(first, end, Integer.MAX_VALUE)) {
            String source = new String(item.key(), 1, item.key().length - 1, StandardCharsets.UTF_8);
            sources.put(source, StoreKeys.time(item.value()));
        }
    }

    boolean isEmpty() {
        return sources.isEmpty();
    }

    void detector(int number, long timeMicros) {
        advance(DETECTOR + number, timeMicros);
    }

    void correlator(int level, int number, long timeMicros) {
        advance(CORRELATOR + level + "/" + number, timeMicros);
    }

    private void advance(String source, long timeMicros) {
        Long known = sources.get(source);
        if (known == null || known < timeMicros) {
            sources.put(source, timeMicros);
            store.put(StoreKeys.source(source), StoreKeys.time(timeMicros));
        }
    }

    /** Up to which time, included, every hit of a level is in. */
    long of(int level) {
        long least = Long.MAX_VALUE;
        for (int detector = 0; detector < settings.detectors(); detector++) {
            least = Math.min(least, less(sources.getOrDefault(DETECTOR + detector, NOTHING)));
        }
        for (int below = 1; below < level; below++) {
            for (int correlator = 0; correlator < settings.correlators(); correlator++) {
                least = Math.min(least, sources.getOrDefault(CORRELATOR + below + "/" + correlator, NOTHING));
            }
        }
        return least;
    }

    /** A detector's time is the latest it has seen: what is within the lateness may still come. */
    private long less(long seenMicros) {
        if (seenMicros == NOTHING || seenMicros == Long.MAX_VALUE) {
            return seenMicros;
        }
        return seenMicros - settings.lateness().toMillis() * 1_000 - 1;
    }
}
