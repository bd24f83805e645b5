// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco.field;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The event's time, {@code stageTimestamp}; absent when that is no time. */
final class EventTime {

    private static final long NANOS = 1_000_000_000L;

    private EventTime() {}

    private static @Nullable Instant of(AuditView event) {
        try {
            return Instant.parse(event.text(Envelope.STAGE_TIME));
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /** Since 1970. */
    static Object nanos(AuditView event) {
        @Nullable Instant time = of(event);
        try {
            return time == null
                    ? Missing.ABSENT
                    : (Object) Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
        } catch (ArithmeticException beyond2262) {
            return Missing.ABSENT;
        }
    }

    static Object seconds(AuditView event) {
        @Nullable Instant time = of(event);
        return time == null ? Missing.ABSENT : (Object) time.getEpochSecond();
    }

    /** Nanoseconds within the second. */
    static Object fraction(AuditView event) {
        @Nullable Instant time = of(event);
        return time == null ? Missing.ABSENT : (Object) time.getLong(ChronoField.NANO_OF_SECOND);
    }

    static Object text(Object number) {
        return number instanceof Long ? number.toString() : number;
    }

    /** The time in that pattern, where {@code nnnnnnnnn} stands for the fraction. */
    static FalcoField.Reader formatted(String pattern) {
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern(
                        pattern.replace("nnnnnnnnn", "SSSSSSSSS"), Locale.ROOT)
                .withZone(ZoneOffset.UTC);
        return (event, none) -> {
            @Nullable Instant time = of(event);
            try {
                return time == null ? Missing.ABSENT : formatter.format(time);
            } catch (DateTimeException outOfRange) {
                return Missing.ABSENT;
            }
        };
    }
}
