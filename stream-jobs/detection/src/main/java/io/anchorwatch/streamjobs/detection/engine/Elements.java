// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Elements of values that were read without a tree: slots and facts. */
final class Elements {

    private static final JsonNodeFactory NODES = new JsonNodeFactory(true);

    private Elements() {}

    /** A value's elements as trees of their own; a single value is one element, a missing one none. */
    static List<JsonNode> of(Object value) {
        if (value instanceof Missing) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            return List.of(node(value));
        }
        List<JsonNode> nodes = new ArrayList<>(list.size());
        for (Object element : list) {
            nodes.add(node(element));
        }
        return nodes;
    }

    private static JsonNode node(Object value) {
        if (value instanceof JsonNode tree) {
            return tree;
        }
        if (value instanceof Long integer) {
            return NODES.numberNode(integer.longValue());
        }
        if (value instanceof BigDecimal decimal) {
            return NODES.numberNode(decimal);
        }
        if (value instanceof Boolean bool) {
            return NODES.booleanNode(bool);
        }
        return value instanceof Missing ? NODES.nullNode() : NODES.textNode(value.toString());
    }

    /**
     * A field and which of its elements.
     *
     * @param field without the brackets
     * @param index from 0, or from the end when negative
     */
    record Picked(String field, int index) {

        private static final Pattern FORM = Pattern.compile("([^\\[\\]\\\\]+)\\[(-?[0-9]{1,9})]");

        static Optional<Picked> parse(String field) {
            Matcher form = FORM.matcher(field);
            return form.matches()
                    ? Optional.of(new Picked(form.group(1), Integer.parseInt(form.group(2))))
                    : Optional.empty();
        }

        /** The element, absent when there is none or the value is no list. */
        Object from(Object value) {
            if (!(value instanceof List<?> list)) {
                return Missing.ABSENT;
            }
            int at = index < 0 ? list.size() + index : index;
            return at < 0 || at >= list.size() ? Missing.ABSENT : list.get(at);
        }
    }
}
