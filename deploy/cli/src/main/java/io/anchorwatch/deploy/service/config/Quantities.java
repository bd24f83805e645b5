// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them. */
public final class Quantities {

    private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,15}) ?([A-Za-z]{1,3})");
    private static final Map<String, Duration> TIMES = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));
    private static final Map<String, Long> SIZES =
            Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);

    private Quantities() {}

    /** A span such as {@code 10s}, {@code 5m} or {@code 7d}; empty when it is none. */
    public static Optional<Duration> duration(String text) {
        Matcher matcher = QUANTITY.matcher(text);
        try {
            return matcher.matches()
                    ? Optional.ofNullable(TIMES.get(matcher.group(2)))
                            .map(unit -> unit.multipliedBy(Long.parseLong(matcher.group(1))))
                    : Optional.empty();
        } catch (ArithmeticException overflow) {
            return Optional.empty();
        }
    }

    /** A number of bytes such as {@code 64MiB}; empty when it is none. */
    public static Optional<Long> bytes(String text) {
        Matcher matcher = QUANTITY.matcher(text);
        try {
            return matcher.matches()
                    ? Optional.ofNullable(SIZES.get(matcher.group(2)))
                            .map(unit -> Math.multiplyExact(unit, Long.parseLong(matcher.group(1))))
                    : Optional.empty();
        } catch (ArithmeticException overflow) {
            return Optional.empty();
        }
    }

    /** The shortest way to write a span exactly. */
    public static String write(Duration span) {
        for (String unit : new String[] {"d", "h", "m", "s"}) {
            long millis = Optional.ofNullable(TIMES.get(unit))
                    .orElse(Duration.ofMillis(1))
                    .toMillis();
            if (span.toMillis() % millis == 0) {
                return span.toMillis() / millis + unit;
            }
        }
        return span.toMillis() + "ms";
    }

    /** The shortest way to write a size exactly. */
    public static String write(long bytes) {
        for (String unit : new String[] {"TiB", "GiB", "MiB", "KiB"}) {
            long size = Optional.ofNullable(SIZES.get(unit)).orElse(1L);
            if (bytes % size == 0) {
                return bytes / size + unit;
            }
        }
        return bytes + "B";
    }
}
