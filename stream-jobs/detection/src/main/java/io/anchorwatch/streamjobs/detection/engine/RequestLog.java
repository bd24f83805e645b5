// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import org.jspecify.annotations.Nullable;

/**
 * What the detector remembers of recent requests, by cluster and audit id, so that a request's stages and repeated
 * deliveries give one verdict. An engine keeps it where it keeps state; an hour of event time is enough.
 */
public interface RequestLog {

    /** The state kept under {@code key}, or null. */
    byte @Nullable [] get(String key);

    /** Keeps state; {@code eventTimeMs} is when the event happened, in milliseconds since the epoch. */
    void put(String key, byte[] state, long eventTimeMs);
}
