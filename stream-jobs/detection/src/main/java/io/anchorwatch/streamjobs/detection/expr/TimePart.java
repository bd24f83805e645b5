// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;

/**
 * A part of a timestamp, in UTC, compares to a number as asked. A timestamp is text of RFC 3339; one without an offset
 * is taken as UTC, and any other value does not pass.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3339">RFC 3339</a>
 */
public record TimePart(Part part, NumberCompare compare) implements ValueTest {

    private static final int MAX_TEXT = 64;

    /** Parts of a timestamp; weeks are those of ISO 8601, 1 to 53. */
    public enum Part {
        MINUTE(ChronoField.MINUTE_OF_HOUR, 0, 59),
        HOUR(ChronoField.HOUR_OF_DAY, 0, 23),
        DAY(ChronoField.DAY_OF_MONTH, 1, 31),
        WEEK(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 1, 53),
        MONTH(ChronoField.MONTH_OF_YEAR, 1, 12),
        YEAR(ChronoField.YEAR, 0, 9999);

        private final TemporalField field;
        private final int least;
        private final int most;

        Part(TemporalField field, int least, int most) {
            this.field = field;
            this.least = least;
            this.most = most;
        }

        /** Its least value. */
        public int least() {
            return least;
        }

        /** Its greatest value. */
        public int most() {
            return most;
        }
    }

    @Override
    public boolean accepts(Object value) {
        return ScalarTest.any(value, this::holds);
    }

    private boolean holds(String text) {
        if (text.length() > MAX_TEXT || text.length() < 16 || !Character.isDigit(text.charAt(0))) {
            return false;
        }
        String iso = text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        try {
            TemporalAccessor parsed =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
            LocalDateTime utc = parsed instanceof OffsetDateTime offset
                    ? offset.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                    : LocalDateTime.from(parsed);
            return compare.holds(BigDecimal.valueOf(utc.get(part.field)));
        } catch (DateTimeException noTimestamp) {
            return false;
        }
    }
}
