// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.rule;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Linked rule sets by the event time from which each is in force, in milliseconds since the epoch. What an event means
 * depends on its time and not on when it is read: so a replay with the same timeline tells the same.
 */
public record RuleTimeline(NavigableMap<Long, RuleSet> sets) {

    /** Since ever. */
    public static final long ALWAYS = Long.MIN_VALUE;

    public RuleTimeline {
        if (sets.isEmpty() || sets.firstKey() != ALWAYS) {
            throw new IllegalArgumentException("a timeline of rules begins with those that always were");
        }
        sets = Collections.unmodifiableNavigableMap(new TreeMap<>(sets));
    }

    /** One set for all times. */
    public static RuleTimeline of(RuleSet rules) {
        return new RuleTimeline(new TreeMap<>(Collections.singletonMap(ALWAYS, rules)));
    }

    /** The same with another set from a time on; it replaces one that begins at that time. */
    public RuleTimeline with(long fromMs, RuleSet rules) {
        NavigableMap<Long, RuleSet> more = new TreeMap<>(sets);
        more.put(fromMs, rules);
        return new RuleTimeline(more);
    }

    /** The last {@code count} sets; the first of them is then in force since ever. */
    public RuleTimeline latest(int count) {
        NavigableMap<Long, RuleSet> fewer = new TreeMap<>(sets);
        while (fewer.size() > count) {
            fewer.pollFirstEntry();
        }
        fewer.put(ALWAYS, fewer.pollFirstEntry().getValue());
        return new RuleTimeline(fewer);
    }

    /** The set in force at a time. */
    public RuleSet at(long timeMs) {
        return sets.floorEntry(timeMs).getValue();
    }

    /** The set that is in force last. */
    public RuleSet latest() {
        return sets.lastEntry().getValue();
    }
}
