// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import java.time.Instant;

/** Times as numbers. */
final class Times {

    private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private Times() {}

    /** Milliseconds since 1970; a time that no number of them can tell becomes the nearest that one can. */
    static long millis(Instant time) {
        if (time.isBefore(FIRST)) {
            return Long.MIN_VALUE;
        }
        return time.isAfter(LAST) ? Long.MAX_VALUE : time.toEpochMilli();
    }
}
