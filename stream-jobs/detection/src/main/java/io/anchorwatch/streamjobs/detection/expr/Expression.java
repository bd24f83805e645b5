// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import java.util.List;

/**
 * A rule's condition, whatever language it was written in. Immutable values: equal expressions mean the same, and the
 * text of one is the input of the rule's logic hash, so it must stay as it is.
 */
public sealed interface Expression {

    /** All hold; true when empty. */
    record And(List<Expression> operands) implements Expression {
        public And {
            operands = List.copyOf(operands);
        }
    }

    /** One holds at least; false when empty. */
    record Or(List<Expression> operands) implements Expression {
        public Or {
            operands = List.copyOf(operands);
        }
    }

    /** It does not hold. */
    record Not(Expression operand) implements Expression {
        @Override
        public List<Expression> operands() {
            return List.of(operand);
        }
    }

    /** A test of one field's value; any element of an array may pass it. */
    record Leaf(String field, ValueTest test) implements Expression {
        @Override
        public List<Expression> operands() {
            return List.of();
        }
    }

    /** A test of the whole event in another language. */
    record Predicate(EventPredicate predicate) implements Expression {
        @Override
        public List<Expression> operands() {
            return List.of();
        }
    }

    /**
     * A test of the elements of arrays, each bound to all names of {@code body}; {@code .} names the element itself. A
     * value that is no array is one element, null and a missing field none. Sigma enhancement proposal 212.
     *
     * <p>The body's names are not the event's, so it is no operand: what looks for necessary fields finds none here.
     *
     * @param fields where the arrays are; elements of all of them count together
     */
    record Elements(List<String> fields, Quantifier quantifier, Expression body) implements Expression {
        public Elements {
            fields = List.copyOf(fields);
        }

        @Override
        public List<Expression> operands() {
            return List.of();
        }
    }

    /** How many elements must meet a body. */
    enum Quantifier {
        /** One at least. */
        ANY,
        /** Every one, and there is one. */
        ALL,
        /** Every one. */
        ALL_OR_EMPTY,
        /** Not one. */
        NONE
    }

    /** The field name that stands for the element itself. */
    String ELEMENT = ".";

    /** What it is made of; empty for a leaf. */
    List<Expression> operands();

    /** The field name that stands for every value in the event. */
    String KEYWORDS = "";

    /** Conjunction without needless nesting. */
    static Expression and(List<Expression> operands) {
        return operands.size() == 1 ? operands.get(0) : new And(operands);
    }

    /** Disjunction without needless nesting. */
    static Expression or(List<Expression> operands) {
        return operands.size() == 1 ? operands.get(0) : new Or(operands);
    }
}
