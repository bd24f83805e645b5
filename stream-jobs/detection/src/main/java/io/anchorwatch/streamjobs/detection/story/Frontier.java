// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.story;

import java.util.HashMap;
import java.util.Map;

/**
 * From which time on, by cluster, there may be something to look for. A store walks through all that was deleted when it
 * is asked for its first key: so it is not asked for what is known to be gone. Kept in memory; a restart looks once.
 */
final class Frontier {

    private final Map<String, Long> from = new HashMap<>();
    private final Map<String, String> digests = new HashMap<>();

    /** What stands for a cluster in keys; asked for with every event, and costly to find out. */
    String digest(String cluster) {
        return digests.computeIfAbsent(cluster, StoryKeys::digest);
    }

    /** Where to begin. */
    long of(String cluster) {
        return from.getOrDefault(cluster, Long.MIN_VALUE);
    }

    /** Nothing is left before a time. */
    void advance(String cluster, long timeMicros) {
        from.put(cluster, timeMicros);
    }

    /** Something of a time was added. */
    void include(String cluster, long timeMicros) {
        from.computeIfPresent(cluster, (unused, known) -> Math.min(known, timeMicros));
    }
}
