// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.rule;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * When a correlation fires: bounds for its value, all of which must hold, or a boolean expression over the listed rules.
 *
 * @param bounds at least one, unless there is an expression
 * @param fields what {@code value_*} types look at; several make a tuple
 * @param percentile which percentile, 0 to 100; only for its type
 * @param over leaves ask whether the rule of that name was seen; only for temporal types
 */
public record CorrelationCondition(
        List<Bound> bounds, List<String> fields, double percentile, Optional<Expression> over) {

    public CorrelationCondition {
        bounds = List.copyOf(bounds);
        fields = List.copyOf(fields);
    }

    /** A comparison with a number. */
    public record Bound(Operator operator, BigDecimal number) {

        /** Whether {@code value} is within it. */
        public boolean holds(BigDecimal value) {
            int sign = value.compareTo(number);
            return switch (operator) {
                case GT -> sign > 0;
                case GTE -> sign >= 0;
                case LT -> sign < 0;
                case LTE -> sign <= 0;
                case EQ -> sign == 0;
                case NEQ -> sign != 0;
            };
        }
    }

    /** Comparisons. */
    public enum Operator {
        GT,
        GTE,
        LT,
        LTE,
        EQ,
        NEQ
    }

    /** Whether all bounds hold. */
    public boolean holds(BigDecimal value) {
        return bounds.stream().allMatch(bound -> bound.holds(value));
    }

    boolean hasOnlyLowerBounds() {
        return over.map(expression -> !negates(expression))
                .orElseGet(() -> bounds.stream()
                        .allMatch(bound -> bound.operator() == Operator.GT || bound.operator() == Operator.GTE));
    }

    private static boolean negates(Expression expression) {
        return expression instanceof Expression.Not
                || expression.operands().stream().anyMatch(CorrelationCondition::negates);
    }
}
