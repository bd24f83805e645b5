// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.alert;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;

/** Times on the wire: RFC 3339 in UTC, always with microseconds, the precision of the audit API. */
public final class WireTime {

    private static final DateTimeFormatter MICROS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    private WireTime() {}

    /** A time as it comes back from the wire: else alerts that were written would sort otherwise than those that were not. */
    static Instant cut(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    /** Such as {@code 2026-03-01T09:30:00.000000Z}. What is finer than a microsecond is cut off. */
    public static String format(Instant time) {
        return MICROS.format(time);
    }
}
