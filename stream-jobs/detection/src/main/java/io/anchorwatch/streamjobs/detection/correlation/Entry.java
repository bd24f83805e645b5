// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A hit that a group remembers; ordered by time, then identity, never by arrival. */
record Entry(long timeMicros, String uid, long rules, List<String> values, Story story, Hit.Source source) {

    static final Comparator<Entry> ORDER = Comparator.comparingLong(Entry::timeMicros)
            .thenComparing(Entry::uid)
            .thenComparingLong(Entry::rules);

    static Entry of(Hit hit) {
        return new Entry(hit.timeMicros(), hit.uid(), hit.rules(), hit.values(), hit.story(), hit.source());
    }

    /** The same happening met further rules. */
    Entry with(Entry other) {
        Set<String> all = new LinkedHashSet<>(values);
        all.addAll(other.values);
        return new Entry(timeMicros, uid, rules | other.rules, List.copyOf(all), story, source);
    }
}
