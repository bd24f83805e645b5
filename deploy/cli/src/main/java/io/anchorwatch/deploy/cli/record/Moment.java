// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.record;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A place in a topic that a user names.
 *
 * @param end whether it is what was published last
 * @param time an event time; null for the beginning or the end
 */
record Moment(boolean end, @Nullable Instant time) {

    static final Moment BEGINNING = new Moment(false, null);

    /** Reads {@code beginning}, {@code end} or a time. */
    static final class Converter implements ITypeConverter<Moment> {
        @Override
        public Moment convert(String value) {
            if (value.equals("beginning") || value.equals("end")) {
                return new Moment(value.equals("end"), null);
            }
            try {
                return new Moment(false, Instant.parse(value));
            } catch (DateTimeException none) {
                throw new TypeConversionException(
                        "expected beginning, end or a time such as 2026-11-24T00:00:00Z, not '" + value + "'");
            }
        }
    }
}
