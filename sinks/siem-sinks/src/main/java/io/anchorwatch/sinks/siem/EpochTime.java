// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import java.time.Instant;

/** Times as numbers since 1970. Times that a record of a topic may hold but no number can, become the nearest that can. */
public final class EpochTime {

    /** 1970-01-01 to 2262-04-11: what fits nanoseconds, and any target. */
    private static final Instant LAST = Instant.ofEpochSecond(9_223_372_036L);

    private EpochTime() {}

    /** Between 1970 and 2262, the time itself; else the nearer of both. */
    public static Instant bounded(Instant time) {
        if (time.isBefore(Instant.EPOCH)) {
            return Instant.EPOCH;
        }
        return time.isAfter(LAST) ? LAST : time;
    }

    public static long millis(Instant time) {
        return bounded(time).toEpochMilli();
    }

    public static long nanos(Instant time) {
        Instant fits = bounded(time);
        return Math.addExact(Math.multiplyExact(fits.getEpochSecond(), 1_000_000_000L), fits.getNano());
    }
}
