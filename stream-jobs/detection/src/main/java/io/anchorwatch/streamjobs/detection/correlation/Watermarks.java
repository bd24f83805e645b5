// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How far each source of hits has come with each cluster, and so up to which time a level can be settled. By cluster,
 * since one that is behind, or replayed, must not be late because another is not. Kept in the store: after a restart the
 * same hits are late that were late before.
 */
final class Watermarks {

    /** Nothing is settled yet. */
    static final long NOTHING = Long.MIN_VALUE;

    /** What a source says of clusters that it has not met. */
    private static final String ANY = "";

    private final SortedStore store;
    private final CorrelationSettings settings;
    private final Map<String, Long> times = new HashMap<>();
    private final Set<String> clusters = new HashSet<>();

    Watermarks(SortedStore store, CorrelationSettings settings) {
        this.store = store;
        this.settings = settings;
        byte[] first = {StoreKeys.SOURCE};
        byte[] end = {StoreKeys.SOURCE + 1};
        for (SortedStore.Item item : store.range(first, end, Integer.MAX_VALUE)) {
            String source = new String(item.key(), 1, item.key().length - 1, StandardCharsets.UTF_8);
            times.put(source, StoreKeys.time(item.value()));
            meet(source.substring(source.indexOf('/') + 1));
        }
    }

    /** The clusters that any source or hit told of. */
    Set<String> clusters() {
        return clusters;
    }

    void meet(String cluster) {
        if (!cluster.isEmpty()) {
            clusters.add(cluster);
        }
    }

    /** Notes how far a source is with a cluster, or with those it has not met; level 0 is detection. */
    void advance(int level, int source, String cluster, long timeMicros) {
        meet(cluster);
        String key = key(level, source, cluster);
        if (times.getOrDefault(key, NOTHING) < timeMicros) {
            times.put(key, timeMicros);
            store.put(StoreKeys.source(key), StoreKeys.time(timeMicros));
        }
    }

    private static String key(int level, int source, String cluster) {
        return level + "." + source + "/" + cluster;
    }

    /** Up to which time, included, every hit of a level and cluster is in. */
    long of(int level, String cluster) {
        long least = Long.MAX_VALUE;
        for (int detector = 0; detector < settings.detectors(); detector++) {
            least = Math.min(least, less(at(0, detector, cluster)));
        }
        for (int below = 1; below < level; below++) {
            for (int correlator = 0; correlator < settings.correlators(); correlator++) {
                least = Math.min(least, at(below, correlator, cluster));
            }
        }
        return least;
    }

    private long at(int level, int source, String cluster) {
        long any = times.getOrDefault(key(level, source, ANY), NOTHING);
        return times.getOrDefault(key(level, source, cluster), any);
    }

    /** A detector's time is the latest it has seen: what is within the lateness may still come. */
    private long less(long seenMicros) {
        if (seenMicros == NOTHING || seenMicros == Long.MAX_VALUE) {
            return seenMicros;
        }
        return seenMicros - settings.lateness().toMillis() * 1_000 - 1;
    }
}
