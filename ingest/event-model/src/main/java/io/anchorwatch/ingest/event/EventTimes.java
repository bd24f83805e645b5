// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import java.time.DateTimeException;
import java.time.Instant;

/** Times that an event may have: Kafka takes none before 1970, and RFC 3339 ends with the year 9999. */
public final class EventTimes {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private EventTimes() {}

    /** Reads one in RFC 3339 and UTC; throws DateTimeException for any other text and for other years. */
    public static Instant parse(String text) {
        Instant time = Instant.parse(text);
        if (!isUsable(time)) {
            throw new DateTimeException("not a time from 1970 to 9999");
        }
        return time;
    }

    static boolean isUsable(Instant time) {
        return !time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST);
    }
}
