// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.TypeType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One verb of a format string with its value.
 *
 * @see <a href="https://github.com/google/cel-spec">CEL extended strings, format</a>
 */
final class FormatVerb {

    private FormatVerb() {}

    static String write(char verb, int precision, Object value) {
        return switch (verb) {
            case 's' -> text(value);
            case 'd' -> integer(value);
            case 'f' -> fixed(value, precision);
            case 'e' -> scientific(value, precision);
            case 'b' ->
                value instanceof Boolean flag
                        ? (flag ? "1" : "0")
                        : whole(value).toString(2);
            case 'o' -> whole(value).toString(8);
            case 'x' -> hex(value);
            case 'X' -> hex(value).toUpperCase(Locale.ROOT);
            default -> throw Failure.of("format knows no such verb");
        };
    }

    private static String text(Object value) {
        if (value instanceof Double number) {
            return number(number);
        }
        if (value instanceof NullValue) {
            return "null";
        }
        if (value instanceof CelByteString bytes) {
            return bytes.toStringUtf8();
        }
        if (value instanceof Duration duration) {
            return BigDecimal.valueOf(duration.getSeconds())
                            .add(BigDecimal.valueOf(duration.getNano(), 9))
                            .stripTrailingZeros()
                            .toPlainString()
                    + "s";
        }
        if (value instanceof List<?> list) {
            return "[" + String.join(", ", list.stream().map(FormatVerb::text).toList()) + "]";
        }
        if (value instanceof Map<?, ?> map) {
            TreeMap<String, String> sorted = new TreeMap<>();
            map.forEach((key, each) -> sorted.put(text(key), text(each)));
            return "{"
                    + String.join(
                            ", ",
                            sorted.entrySet().stream()
                                    .map(e -> e.getKey() + ": " + e.getValue())
                                    .toList()) + "}";
        }
        return value instanceof TypeType type ? type.containingTypeName() : value.toString();
    }

    private static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        }
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String integer(Object value) {
        if (value instanceof Double number && (number.isNaN() || number.isInfinite())) {
            return number(number);
        }
        return whole(value).toString();
    }

    private static BigInteger whole(Object value) {
        if (value instanceof Long integer) {
            return BigInteger.valueOf(integer);
        }
        if (value instanceof UnsignedLong unsigned) {
            return unsigned.bigIntegerValue();
        }
        throw Failure.of("this verb of format takes integers");
    }

    private static String hex(Object value) {
        if (value instanceof String text) {
            return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        }
        return value instanceof CelByteString bytes
                ? HexFormat.of().formatHex(bytes.toByteArray())
                : whole(value).toString(16);
    }

    private static String fixed(Object value, int precision) {
        double number = real(value);
        return Double.isNaN(number) || Double.isInfinite(number)
                ? number(number)
                : new BigDecimal(number)
                        .setScale(precision, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    private static String scientific(Object value, int precision) {
        double number = real(value);
        return Double.isNaN(number) || Double.isInfinite(number)
                ? number(number)
                : String.format(Locale.ROOT, "%." + precision + "e", number);
    }

    private static double real(Object value) {
        if (value instanceof Long || value instanceof Double || value instanceof UnsignedLong) {
            return ((Number) value).doubleValue();
        }
        throw Failure.of("this verb of format takes numbers");
    }
}
