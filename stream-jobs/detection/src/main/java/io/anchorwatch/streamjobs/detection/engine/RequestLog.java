// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the detector remembers of recent requests, by cluster and audit id, so that a request's stages and repeated
 * deliveries give one verdict. An engine keeps it where it keeps state, for twice {@link #MEMORY} of event time at
 * least; whether a state still counts is the detector's business, so that all engines agree.
 */
public interface RequestLog {

    /** How far apart, in event time, two events of one audit id still belong together. */
    Duration MEMORY = Duration.ofHours(1);

    /** Remembers nothing. */
    RequestLog NONE = new RequestLog() {
        @Override
        public byte @Nullable [] get(String key, long eventTimeMs) {
            return null;
        }

        @Override
        public void put(String key, byte[] state, long eventTimeMs) {}
    };

    /**
     * What a recorded event that came late is judged with: this log, as long as the event is within the memory of how
     * far the reader had come. An older one is judged by itself, since engines differ in what they still hold.
     */
    default RequestLog forLate(Instant time, Instant clock) {
        return clock.toEpochMilli() - time.toEpochMilli() <= MEMORY.toMillis() ? this : NONE;
    }

    /** The state last kept under {@code key}, or null; {@code eventTimeMs} is the time of the event to be judged. */
    byte @Nullable [] get(String key, long eventTimeMs);

    /** Keeps state; {@code eventTimeMs} is when the event happened, in milliseconds since the epoch. */
    void put(String key, byte[] state, long eventTimeMs);
}
