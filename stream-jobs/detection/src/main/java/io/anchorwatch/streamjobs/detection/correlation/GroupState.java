// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is remembered of one group of one correlation. */
final class GroupState {

    /** No time: nothing is due, nothing is provisional. */
    static final long NEVER = Long.MAX_VALUE;

    final String cluster;
    final List<String> group;
    Window window;

    @Nullable
    Episode episode;

    /** Where a window began that is judged when it closes; {@link #NEVER} when none is open. */
    long closingWindowMicros = NEVER;

    /** Times of events that wait for their span to pass before what must be absent is known to be. */
    final List<Long> undecided = new ArrayList<>();

    /** Alert id of an opening that was told before all earlier events were in; empty when none was. */
    String provisional = "";

    /** For when its timer stands in the store; {@link #NEVER} when none does. */
    long timerMicros = NEVER;

    /** Whether events were left out because the group holds too many. */
    boolean capped;

    GroupState(String cluster, List<String> group, Window window) {
        this.cluster = cluster;
        this.group = List.copyOf(group);
        this.window = window;
    }

    boolean isEmpty() {
        return window.size() == 0
                && episode == null
                && closingWindowMicros == NEVER
                && undecided.isEmpty()
                && provisional.isEmpty();
    }
}
