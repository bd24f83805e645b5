// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.streamjobs.kafkastreams.CorrelationMessage.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The clocks of the clusters that a task has met, and one for all others. */
final class EventClocks {

    private static final String OTHERS = "";

    private final int partition;
    private final boolean live;
    private final Map<String, EventClock> clocks = new HashMap<>();

    /** For the task that reads this partition of the audit topic. */
    EventClocks(int partition, boolean live) {
        this.partition = partition;
        this.live = live;
        clocks.put(OTHERS, new EventClock());
    }

    /** Notes an event; what to tell of it, if anything. */
    List<Progress> event(String cluster, long eventMicros, long receivedMs, long nowMs) {
        EventClock clock = clocks.computeIfAbsent(cluster, unused -> new EventClock());
        clock.event(eventMicros, receivedMs, nowMs);
        return clock.isFar() ? List.of(tell(cluster, clock)) : List.of();
    }

    /** What to tell at a moment without an event. */
    List<Progress> at(long nowMs) {
        if (live) {
            clocks.values().forEach(clock -> clock.pass(nowMs));
        }
        return news();
    }

    /** No more events come. */
    List<Progress> end() {
        clocks.values().forEach(EventClock::end);
        return news();
    }

    private List<Progress> news() {
        List<Progress> news = new ArrayList<>();
        clocks.forEach((cluster, clock) -> {
            if (clock.isNews()) {
                news.add(tell(cluster, clock));
            }
        });
        return news;
    }

    private Progress tell(String cluster, EventClock clock) {
        return new Progress(0, partition, cluster, clock.tell());
    }
}
