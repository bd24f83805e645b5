// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.NullValue;

/** JSON as CEL values, as an API server's decoder would give them: integers are ints where they fit, else doubles. */
public final class JsonValues {

    private static final int CHARS_A_UNIT = 10;

    private JsonValues() {}

    /** The value of a node; objects and arrays are views that copy nothing and charge {@code budget} for each look. */
    public static Object of(JsonNode node, Budget budget) {
        if (node.isTextual()) {
            String text = node.textValue();
            budget.charge(text.length() / CHARS_A_UNIT);
            return text;
        }
        if (node.isObject()) {
            return new JsonMap(node, budget);
        }
        if (node.isArray()) {
            return new JsonList(node, budget);
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return node.isIntegralNumber() && node.canConvertToLong() ? (Object) node.longValue() : node.doubleValue();
        }
        return NullValue.NULL_VALUE;
    }
}
