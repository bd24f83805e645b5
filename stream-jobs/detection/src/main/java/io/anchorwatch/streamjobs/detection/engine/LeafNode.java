// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import io.anchorwatch.streamjobs.detection.value.Missing;
import io.anchorwatch.streamjobs.detection.value.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A test of a field. Equal leaves of all rules are one, and its verdict is kept for the event.
 *
 * @param number place of the verdict in a {@link Match}
 * @param fast answers as {@code test} does
 */
record LeafNode(int number, String field, FieldValue value, ValueTest test, FastTest fast) implements Node {

    private static final int MAX_SHOWN = 256;

    @Override
    public boolean holds(Match match) {
        byte known = match.verdict(number);
        return known == Match.OPEN ? match.keep(number, fast.accepts(value.of(match))) : known == Match.YES;
    }

    @Override
    public void explain(Match match, Map<String, String> into) {
        String name = field.equals(Expression.KEYWORDS) ? "keywords" : field;
        into.putIfAbsent(name, shown(value.of(match)));
    }

    /** The value; of several, those that pass. */
    private String shown(Object value) {
        if (value instanceof List<?> elements) {
            StringBuilder passing = new StringBuilder();
            for (Object element : elements) {
                if (element != null && test.accepts(element) && passing.length() <= MAX_SHOWN) {
                    passing.append(passing.isEmpty() ? "" : ", ").append(scalar(element));
                }
            }
            return cut(passing.toString());
        }
        return cut(scalar(value));
    }

    private static String scalar(Object value) {
        if (value instanceof Missing) {
            return "";
        }
        @Nullable String text = Values.text(value);
        return text == null ? value.toString() : text;
    }

    static String cut(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }
}
