// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The hits of a group in order, each once. Bounded: of too many the latest stay, which keeps every lower bound on a
 * count true as long as the bound is below the cap.
 */
final class Window {

    private final List<Entry> entries;
    private final int cap;
    private boolean overflowed;

    Window(List<Entry> entries, int cap) {
        this.entries = new ArrayList<>(entries);
        this.cap = cap;
    }

    /**
     * What became of an entry.
     *
     * @param place where it stands, -1 when it tells nothing new or is older than all that is kept
     * @param isNew whether what happened was not known before
     */
    record Added(int place, boolean isNew) {
        static final Added NOTHING = new Added(-1, false);
    }

    /** Adds a hit. */
    Added add(Entry entry) {
        for (int i = entries.size() - 1; i >= 0 && entries.get(i).timeMicros() >= entry.timeMicros(); i--) {
            if (entries.get(i).uid().equals(entry.uid())) {
                return merge(i, entry);
            }
        }
        int place = -1 - Collections.binarySearch(entries, entry, Entry.ORDER);
        entries.add(place, entry);
        if (entries.size() > cap) {
            entries.remove(0);
            overflowed = true;
            place--;
        }
        return place < 0 ? Added.NOTHING : new Added(place, true);
    }

    private Added merge(int place, Entry entry) {
        Entry known = entries.get(place);
        Entry merged = known.with(entry);
        if (merged.equals(known)) {
            return Added.NOTHING;
        }
        entries.set(place, merged);
        return new Added(place, false);
    }

    /** Forgets what happened before. */
    void forgetBefore(long timeMicros) {
        int keep = 0;
        while (keep < entries.size() && entries.get(keep).timeMicros() < timeMicros) {
            keep++;
        }
        entries.subList(0, keep).clear();
    }

    /** The entries from one time to another, both included, up to the place {@code last}. */
    List<Entry> between(long from, long to, int last) {
        int first = 0;
        while (first < entries.size() && entries.get(first).timeMicros() < from) {
            first++;
        }
        int end = Math.min(last + 1, entries.size());
        while (end > first && entries.get(end - 1).timeMicros() > to) {
            end--;
        }
        return entries.subList(Math.min(first, end), end);
    }

    List<Entry> entries() {
        return entries;
    }

    int size() {
        return entries.size();
    }

    /** Whether entries fell out since the window was read. */
    boolean overflowed() {
        return overflowed;
    }
}
