// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.incident;

import io.anchorwatch.streamjobs.alert.Alert;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times for people: always UTC, and said so. */
final class Spans {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Spans() {}

    /** Such as {@code 2026-03-01 08:12:01 UTC}, or {@code 12 times, 2026-03-01 08:12:01 to 08:14:59 UTC}. */
    static String of(Alert.Episode episode) {
        if (episode.count() <= 1) {
            return at(episode.firstSeen());
        }
        return episode.count() + " times, " + between(episode.firstSeen(), episode.lastSeen());
    }

    static String at(Instant time) {
        return DAY.format(utc(time)) + " UTC";
    }

    static String between(Instant from, Instant to) {
        if (from.equals(to)) {
            return at(from);
        }
        ZonedDateTime first = utc(from);
        ZonedDateTime last = utc(to);
        boolean sameDay = first.toLocalDate().equals(last.toLocalDate());
        return DAY.format(first) + " to " + (sameDay ? TIME : DAY).format(last) + " UTC";
    }

    /** Within the years that a calendar and a reader can tell: an event's time may be any. */
    private static ZonedDateTime utc(Instant time) {
        Instant told = time.isBefore(FIRST) ? FIRST : time;
        return (told.isAfter(LAST) ? LAST : told).atZone(ZoneOffset.UTC);
    }
}
