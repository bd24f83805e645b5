// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.story;

import io.anchorwatch.streamjobs.detection.correlation.SortedStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far each source has come with each cluster. Kept in the store, so that a restart settles what it would have. */
final class Progress {

    static final long NOTHING = Long.MIN_VALUE;

    /** What a source says of clusters that it has not met. */
    private static final String ANY = "";

    private final SortedStore store;
    private final int sources;
    private final Map<String, Long> times = new HashMap<>();
    private final Set<String> clusters = new HashSet<>();

    Progress(SortedStore store, int sources) {
        this.store = store;
        this.sources = sources;
        for (SortedStore.Item item : store.range(StoryKeys.sourcesFrom(), StoryKeys.sourcesTo(), Integer.MAX_VALUE)) {
            String source = StoryKeys.sourceOf(item.key());
            times.put(source, StoryKeys.timeOf(item.value()));
            meet(source.substring(source.indexOf('/') + 1));
        }
    }

    Set<String> clusters() {
        return Set.copyOf(clusters);
    }

    void meet(String cluster) {
        if (!cluster.isEmpty()) {
            clusters.add(cluster);
        }
    }

    void advance(int source, String cluster, long timeMicros) {
        meet(cluster);
        String key = source + "/" + cluster;
        if (times.getOrDefault(key, NOTHING) < timeMicros) {
            times.put(key, timeMicros);
            store.put(StoryKeys.source(key), StoryKeys.time(timeMicros));
        }
    }

    /** The time that all sources have passed. */
    long of(String cluster) {
        long least = Long.MAX_VALUE;
        for (int source = 0; source < sources; source++) {
            long any = times.getOrDefault(source + "/" + ANY, NOTHING);
            least = Math.min(least, times.getOrDefault(source + "/" + cluster, any));
        }
        return least;
    }

    /** The latest audit event of a cluster that anybody has seen. */
    long alive(String cluster) {
        byte @Nullable [] known = store.get(StoryKeys.alive(cluster));
        return known == null ? NOTHING : StoryKeys.timeOf(known);
    }

    void alive(String cluster, long timeMicros) {
        if (alive(cluster) < timeMicros) {
            store.put(StoryKeys.alive(cluster), StoryKeys.time(timeMicros));
        }
    }
}
