// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.rule.CorrelationCondition;
import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import io.anchorwatch.streamjobs.detection.value.Values;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a correlation's condition holds for the events of a window, and for which value. */
final class Trigger {

    private Trigger() {}

    /** The value that fires, as text; empty when the condition does not hold. */
    static Optional<String> fires(CorrelationRule rule, List<Entry> events) {
        return fires(rule, events, events);
    }

    /**
     * As {@link #fires(CorrelationRule, List)}, where what must be absent is looked for in more.
     *
     * @param events those of the window
     * @param around those of the window and of the span after it
     */
    static Optional<String> fires(CorrelationRule rule, List<Entry> events, List<Entry> around) {
        if (events.isEmpty()) {
            return Optional.empty();
        }
        @Nullable BigDecimal value = Aggregate.of(rule, events);
        if (value == null) {
            return Optional.empty();
        }
        CorrelationCondition condition = rule.condition();
        boolean holds = condition
                .over()
                .map(over -> holds(over, false, rule.rules(), Aggregate.seen(events), Aggregate.seen(around)))
                .orElseGet(() -> condition.holds(value));
        return holds ? Optional.of(Values.plain(value)) : Optional.empty();
    }

    private static boolean holds(Expression over, boolean negated, List<String> rules, long seen, long seenAround) {
        if (over instanceof Expression.Not not) {
            return !holds(not.operand(), !negated, rules, seen, seenAround);
        }
        if (over instanceof Expression.Leaf leaf) {
            return ((negated ? seenAround : seen) >> rules.indexOf(leaf.field()) & 1) != 0;
        }
        return over instanceof Expression.And
                ? over.operands().stream().allMatch(operand -> holds(operand, negated, rules, seen, seenAround))
                : over.operands().stream().anyMatch(operand -> holds(operand, negated, rules, seen, seenAround));
    }
}
