// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.route;

import java.time.Duration;
import java.util.List;

/**
 * How people are spared. Applies to sinks that tell people; a sink that stores gets every alert.
 *
 * @param groupBy fields whose equal values make alerts one message; empty for a message each
 * @param groupWait how long a new group waits for company
 * @param groupInterval how long until news of the same group
 * @param repeat how long a finding that was told is only counted when it fires again; zero to tell each time
 * @param limit most messages within {@code limitPer}; what is more is counted and told in one. 0 for no limit
 * @param limitPer the span of the limit
 */
public record Spacing(
        List<GroupField> groupBy,
        Duration groupWait,
        Duration groupInterval,
        Duration repeat,
        int limit,
        Duration limitPer) {

    /** A message for each alert, at once. */
    public static final Spacing NONE = new Spacing(
            List.of(), Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ZERO, 0, Duration.ofMinutes(1));

    public Spacing {
        groupBy = List.copyOf(groupBy);
    }
}
