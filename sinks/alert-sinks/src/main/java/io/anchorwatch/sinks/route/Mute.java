// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.route;

import java.time.Instant;
import java.util.List;

/**
 * A time in which some alerts are counted instead of told, with a reason; what was counted is told when it ends.
 *
 * @param name unique
 * @param match which alerts
 * @param sinks which sinks; empty for all that tell people
 * @param from when it begins
 * @param until when it ends: there is no mute without an end
 * @param reason why, for whoever asks later
 */
public record Mute(String name, AlertSelector match, List<String> sinks, Instant from, Instant until, String reason) {

    public Mute {
        sinks = List.copyOf(sinks);
    }

    /** Whether it holds for a sink at a time. */
    boolean holds(String sink, Instant now) {
        return (sinks.isEmpty() || sinks.contains(sink)) && !now.isBefore(from) && now.isBefore(until);
    }
}
