// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import io.anchorwatch.ingest.event.EventLimits;
import java.time.Duration;
import java.time.Instant;

/**
 * How to replay.
 *
 * @param cluster whose events the files hold
 * @param named whether that holds even for events whose wrapping names another cluster
 * @param format what the files hold
 * @param lateness how far out of order, in event time, events are put right; not negative
 * @param from earliest event time to give out, inclusive
 * @param to latest, exclusive
 * @param maxLineBytes longest line that is read; a longer one is a bad line
 * @param limits what one event may cost
 */
public record ReplayOptions(
        String cluster,
        boolean named,
        RecordingFormat format,
        Duration lateness,
        Instant from,
        Instant to,
        int maxLineBytes,
        EventLimits limits) {

    private static final Duration LATENESS = Duration.ofMinutes(1);
    private static final int MAX_LINE_BYTES = 64 << 20;

    public ReplayOptions {
        if (lateness.isNegative()) {
            throw new IllegalArgumentException("lateness must not be negative, but is " + lateness);
        }
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("nothing is between from " + from + " and to " + to);
        }
    }

    /** All events of the files as one cluster's, a minute of lateness, lines up to 64 MiB. */
    public static ReplayOptions of(String cluster) {
        return new ReplayOptions(
                cluster,
                true,
                RecordingFormat.AUTO,
                LATENESS,
                Instant.MIN,
                Instant.MAX,
                MAX_LINE_BYTES,
                EventLimits.DEFAULT);
    }

    /** The same, but events whose wrapping names a cluster are that cluster's. */
    public ReplayOptions orAsTold() {
        return new ReplayOptions(cluster, false, format, lateness, from, to, maxLineBytes, limits);
    }

    /** The same for files that all hold that. */
    public ReplayOptions withFormat(RecordingFormat other) {
        return new ReplayOptions(cluster, named, other, lateness, from, to, maxLineBytes, limits);
    }

    /** The same with another lateness. */
    public ReplayOptions withLateness(Duration other) {
        return new ReplayOptions(cluster, named, format, other, from, to, maxLineBytes, limits);
    }

    /** The same for a part of the time. */
    public ReplayOptions between(Instant inclusive, Instant exclusive) {
        return new ReplayOptions(cluster, named, format, lateness, inclusive, exclusive, maxLineBytes, limits);
    }

    /** The same with another limit on lines. */
    public ReplayOptions withMaxLineBytes(int other) {
        return new ReplayOptions(cluster, named, format, lateness, from, to, other, limits);
    }
}
