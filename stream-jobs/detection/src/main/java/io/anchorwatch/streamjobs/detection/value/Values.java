// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Field values. A value is a {@link Missing}, a String, a Long, a BigDecimal, a Boolean, an object as {@link JsonNode},
 * or a {@link List} of those when a path ran through an array: any element may then match.
 */
public final class Values {

    private Values() {}

    /** A scalar or object node as a value; arrays are the path's business. */
    static Object of(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isNumber()) {
            return node.decimalValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNull() ? Missing.NULL : node;
    }

    /** Canonical text of a scalar: 403, 403.0 and "403" are alike. Null for what is no scalar. */
    public static @Nullable String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof BigDecimal decimal) {
            return plain(decimal);
        }
        return value instanceof Long || value instanceof Boolean ? value.toString() : null;
    }

    /** A number, also when it is written as text; null otherwise. */
    public static @Nullable BigDecimal number(Object value) {
        if (value instanceof Long integer) {
            return BigDecimal.valueOf(integer);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        return value instanceof String text ? parse(text) : null;
    }

    /** The text of a decimal without exponent and trailing zeros, unless its exponent is absurd. */
    public static String plain(BigDecimal decimal) {
        BigDecimal stripped = decimal.stripTrailingZeros();
        return Math.abs((long) stripped.scale()) > 400 ? stripped.toString() : stripped.toPlainString();
    }

    private static @Nullable BigDecimal parse(String text) {
        if (text.isEmpty() || text.length() > 64 || "+-.0123456789".indexOf(text.charAt(0)) < 0) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
