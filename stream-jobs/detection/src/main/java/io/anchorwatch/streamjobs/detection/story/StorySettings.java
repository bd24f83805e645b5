// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.story;

import java.time.Duration;

/**
 * How object changes and requests are joined.
 *
 * @param patience how long, in event time, a change waits for the request that made it, where the request does not name it
 * @param eager whether a change is judged as soon as a response shows that it made it. Else it waits as all do, and what
 *     is told depends on the events alone, even where a request that changed nothing shows the version of another
 * @param sources how many sources of requests and changes there are; time has come when all have passed it
 */
public record StorySettings(Duration patience, boolean eager, int sources) {

    /** Audit events reach a job within seconds of the change; log and webhook batches included. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long before it was seen a change may have been made: a watch that lags. */
    static final Duration LAG = Duration.ofSeconds(30);

    /** How long a request is remembered: a delete may take the grace period of a pod to show. */
    static final Duration MEMORY = Duration.ofMinutes(5);

    public StorySettings {
        if (patience.isNegative() || sources < 1) {
            throw new IllegalArgumentException("patience can't be negative, sources not less than 1");
        }
    }

    /** One source in the order of time. */
    public static StorySettings inOnePlace() {
        return new StorySettings(PATIENCE, false, 1);
    }

    /** From when on everything is still remembered by whoever judges a change of a time; what is older may be gone. */
    static long remembered(long timeMicros) {
        return timeMicros - micros(MEMORY);
    }

    static long micros(Duration duration) {
        return duration.toMillis() * 1_000;
    }
}
