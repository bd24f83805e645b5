// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.alertmanager;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Findings that are to be kept alive at Alertmanager. Bounded in number, the one told longest ago goes first, and in time,
 * since the end of a finding may never come. Not thread-safe.
 */
final class OpenFindings {

    private final int most;
    private final Duration keep;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private record Kept(Firing firing, Instant until) {}

    OpenFindings(int most, Duration keep) {
        this.most = most;
        this.keep = keep;
    }

    /** How a finding was told last; empty when that is not known. */
    Optional<Firing> last(String finding) {
        @Nullable Kept known = kept.get(finding);
        return Optional.ofNullable(known).map(Kept::firing);
    }

    /** Alertmanager has it. */
    void told(Firing firing, Instant now) {
        kept.remove(firing.finding());
        if (firing.over() || !firing.closes()) {
            return;
        }
        kept.put(firing.finding(), new Kept(firing, now.plus(keep)));
        if (kept.size() > most) {
            Iterator<String> oldest = kept.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** What is to be told again; forgets what was told too long ago. */
    List<Firing> alive(Instant now) {
        kept.values().removeIf(known -> !known.until().isAfter(now));
        List<Firing> alive = new ArrayList<>(kept.size());
        kept.values().forEach(known -> alive.add(known.firing()));
        return alive;
    }

    void clear() {
        kept.clear();
    }
}
