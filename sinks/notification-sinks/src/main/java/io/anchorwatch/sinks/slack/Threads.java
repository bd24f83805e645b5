// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which message stands for what, in memory only: the 1,000 begun last. Not thread-safe. */
final class Threads {

    private static final int MOST = 1000;

    /**
     * A first message.
     *
     * @param ts its place, which is its name
     * @param begun when it was sent
     * @param worst the worst that it and its thread told
     * @param answers how many messages the thread holds
     * @param first what was said first
     */
    record Started(String ts, Instant begun, Severity worst, int answers, ObjectNode first) {

        Started answered(Severity severity) {
            Severity now = severity.compareTo(worst) > 0 ? severity : worst;
            return new Started(ts, begun, now, answers + 1, first);
        }
    }

    private final Map<String, Started> byKey = new LinkedHashMap<>();
    private final Duration lifetime;

    /** Threads that live so long. */
    Threads(Duration lifetime) {
        this.lifetime = lifetime;
    }

    Optional<Started> find(String key, Instant now) {
        return Optional.ofNullable(byKey.get(key))
                .filter(thread -> now.isBefore(thread.begun().plus(lifetime)));
    }

    void keep(String key, Started thread) {
        if (!byKey.containsKey(key) && byKey.size() >= MOST) {
            byKey.remove(byKey.keySet().iterator().next());
        }
        byKey.put(key, thread);
    }

    void forget(String key) {
        byKey.remove(key);
    }
}
