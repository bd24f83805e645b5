// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.event.EventView;
import io.anchorwatch.streamjobs.detection.expr.SameAsField;
import io.anchorwatch.streamjobs.detection.value.Fold;
import io.anchorwatch.streamjobs.detection.value.Missing;
import io.anchorwatch.streamjobs.detection.value.Values;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a field and the one it is compared with, and answers whether any pair of their values relates as asked. */
record SameFieldTest(FieldReader left, FieldReader right, SameAsField relation) implements FieldReader {

    @Override
    public Object read(EventView event) {
        for (Object one : list(left.read(event))) {
            for (Object other : list(right.read(event))) {
                if (relates(one, other)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean relates(Object one, Object other) {
        if (one instanceof Missing || other instanceof Missing) {
            return false;
        }
        @Nullable BigDecimal number = Values.number(one);
        @Nullable BigDecimal bound = Values.number(other);
        if (number != null && bound != null && relation.relation() == SameAsField.Relation.EQUAL) {
            return number.compareTo(bound) == 0;
        }
        @Nullable String text = Values.text(one);
        @Nullable String part = Values.text(other);
        if (text == null || part == null) {
            return false;
        }
        String a = relation.cased() ? text : Fold.lower(text);
        String b = relation.cased() ? part : Fold.lower(part);
        return switch (relation.relation()) {
            case EQUAL -> a.equals(b);
            case START -> a.startsWith(b);
            case END -> a.endsWith(b);
            case PART -> a.contains(b);
        };
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> elements ? elements : List.of(value);
    }
}
