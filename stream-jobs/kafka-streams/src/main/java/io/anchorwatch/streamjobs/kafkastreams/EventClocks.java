// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The clocks of the clusters that a task has met, and one for all others. */
final class EventClocks {

    private static final String OTHERS = "";

    /**
     * How far a source has come.
     *
     * @param cluster empty for all that the source has not met
     * @param timeMicros up to which time; {@link Long#MAX_VALUE} when it has nothing more
     * @param eventMicros time of its latest event, {@link Long#MIN_VALUE} when it had none
     */
    record Reached(String cluster, long timeMicros, long eventMicros) {}

    private final boolean live;
    private final long quietMs;
    private final Map<String, EventClock> clocks = new HashMap<>();

    /** {@code quietMs}: how long a live source must be quiet for time to go on without it. */
    EventClocks(boolean live, long quietMs) {
        this.live = live;
        this.quietMs = quietMs;
        clocks.put(OTHERS, new EventClock(quietMs));
    }

    /** Notes an event; what to tell of it, if anything. */
    List<Reached> event(String cluster, long eventMicros, long receivedMs, long nowMs) {
        EventClock clock = clocks.computeIfAbsent(cluster, unused -> new EventClock(quietMs));
        clock.event(eventMicros, receivedMs, nowMs);
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
        return new Reached(cluster, clock.tell(), clock.eventMicros());
    }
}
