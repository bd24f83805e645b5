// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import java.util.List;

/** A selection as it was read, before pipelines change it and it becomes an expression. */
sealed interface Selection {

    /** All of its parts; what pipelines leave without parts is no condition at all. */
    record All(List<Selection> parts) implements Selection {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** Any of its parts. */
    record Any(List<Selection> parts) implements Selection {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A field and its values.
     *
     * @param field as written, empty for keywords
     * @param modifiers in their order
     * @param values one at least
     * @param place of the key
     */
    record Item(String field, List<Modifier> modifiers, List<Value> values, Place place) implements Selection {
        public Item {
            modifiers = List.copyOf(modifiers);
            values = List.copyOf(values);
        }

        boolean has(Modifier modifier) {
            return modifiers.contains(modifier);
        }

        Item withField(String name) {
            return new Item(name, modifiers, values, place);
        }

        Item withModifiers(List<Modifier> changed) {
            return new Item(field, changed, values, place);
        }

        Item withValues(List<Value> changed) {
            return new Item(field, modifiers, changed, place);
        }
    }

    /** Array elements that meet a body, whose names are theirs. */
    record Block(String field, Expression.Quantifier quantifier, Scope body, Place place) implements Selection {}

    /** An item in a language of its own. */
    record Foreign(Expression expression) implements Selection {}

    /** Nothing: a pipeline dropped it. */
    record Dropped() implements Selection {}
}
