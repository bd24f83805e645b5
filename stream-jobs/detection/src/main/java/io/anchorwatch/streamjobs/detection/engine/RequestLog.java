// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the detector remembers of recent requests, by cluster and audit id, so that a request's stages and repeated
 * deliveries give one verdict. An engine keeps it where it keeps state, for twice {@link #MEMORY} of event time at
 * least; whether a state still counts is the detector's business, so that all engines agree.
 */
public interface RequestLog {

    /** How far apart, in event time, two events of one audit id still belong together. */
    Duration MEMORY = Duration.ofHours(1);

    /** The state last kept under {@code key}, or null; {@code eventTimeMs} is the time of the event to be judged. */
    byte @Nullable [] get(String key, long eventTimeMs);

    /** Keeps state; {@code eventTimeMs} is when the event happened, in milliseconds since the epoch. */
    void put(String key, byte[] state, long eventTimeMs);
}
