// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.record;

import io.anchorwatch.deploy.service.config.Quantities;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a span of time as the configuration writes it, or in ISO 8601. */
final class SpanConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String value) {
        return Quantities.duration(value)
                .or(() -> iso(value))
                .filter(span -> !span.isNegative() && !span.isZero())
                .orElseThrow(() -> new TypeConversionException(
                        "expected a duration such as 30s, 10m, 12h, 7d or PT1H, not '" + value + "'"));
    }

    private static Optional<Duration> iso(String value) {
        try {
            return Optional.of(Duration.parse(value));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
