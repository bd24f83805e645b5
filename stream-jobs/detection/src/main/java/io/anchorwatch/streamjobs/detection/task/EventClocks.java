// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

import io.anchorwatch.streamjobs.detection.correlation.SortedStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The clocks of the clusters that a source has met, and one for all others. Kept in a store: a source that is quiet
 * after a restart must still let the time of its clusters go on.
 */
public final class EventClocks {

    /** An audit log that has been quiet for this long has nothing older under way, as far as anyone can tell. */
    private static final long AUDIT_QUIET_MS = 30_000;

    /** A watch delivers within a moment; one that is quiet has nothing under way. */
    private static final long OBJECTS_QUIET_MS = 2_000;

    private static final String OTHERS = "";
    private static final byte[] FIRST = {'c'};
    private static final byte[] AFTER_LAST = {'d'};

    private final boolean live;
    private final long quietMs;
    private final SortedStore store;
    private final long startedMs;
    private final Map<String, EventClock> clocks = new HashMap<>();

    private EventClocks(boolean live, long quietMs, SortedStore store, long nowMs) {
        this.live = live;
        this.quietMs = quietMs;
        this.store = store;
        this.startedMs = nowMs;
        clocks.put(OTHERS, new EventClock(quietMs, nowMs));
        for (SortedStore.Item known : store.range(FIRST, AFTER_LAST, Integer.MAX_VALUE)) {
            clocks.put(
                    new String(known.key(), 1, known.key().length - 1, StandardCharsets.UTF_8),
                    EventClock.decode(known.value(), quietMs, nowMs));
        }
    }

    /** Clocks of a partition of audit events, as the store knows them; {@code nowMs} is the wall clock. */
    public static EventClocks ofAudit(boolean live, SortedStore store, long nowMs) {
        return new EventClocks(live, AUDIT_QUIET_MS, store, nowMs);
    }

    /** Clocks of a partition of object changes, as the store knows them; {@code nowMs} is the wall clock. */
    public static EventClocks ofObjects(boolean live, SortedStore store, long nowMs) {
        return new EventClocks(live, OBJECTS_QUIET_MS, store, nowMs);
    }

    /** Notes an event; what to tell of it, if anything. Recorded clocks are the reader's to judge, not ours. */
    List<Reached> event(String cluster, long eventMicros, long receivedMs, long nowMs) {
        EventClock clock = clocks.computeIfAbsent(cluster, unused -> new EventClock(quietMs, startedMs));
        clock.event(eventMicros, live ? receivedMs : eventMicros / 1_000, nowMs);
        return clock.isFar() ? List.of(tell(cluster, clock)) : List.of();
    }

    /** What to tell at a moment without an event. */
    List<Reached> at(long nowMs) {
        if (live) {
            clocks.values().forEach(clock -> clock.pass(nowMs));
        }
        return news();
    }

    /** No more events come. */
    List<Reached> end() {
        clocks.values().forEach(EventClock::end);
        return news();
    }

    private List<Reached> news() {
        List<Reached> news = new ArrayList<>();
        clocks.forEach((cluster, clock) -> {
            if (clock.isNews()) {
                news.add(tell(cluster, clock));
            }
        });
        return news;
    }

    private Reached tell(String cluster, EventClock clock) {
        Reached reached = new Reached(cluster, clock.tell(), clock.eventMicros());
        store.put(("c" + cluster).getBytes(StandardCharsets.UTF_8), clock.encode());
        return reached;
    }
}
