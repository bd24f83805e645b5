// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.rule.CorrelationCondition;
import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What an event means to a correlation.
 *
 * @param rule the correlation
 * @param matched ids of the rules it builds on that the event matches
 */
record CorrelationExplanation(CorrelationRule rule, List<String> matched) {

    /** When the correlation fires, in words. */
    String condition() {
        CorrelationCondition condition = rule.condition();
        String what = condition
                .over()
                .map(CorrelationExplanation::text)
                .orElseGet(() -> rule.type().sigmaName()
                        + (condition.fields().isEmpty() ? "" : " of " + String.join(", ", condition.fields()))
                        + condition.bounds().stream()
                                .map(bound ->
                                        " " + bound.operator().name().toLowerCase(Locale.ROOT) + " " + bound.number())
                                .collect(Collectors.joining(" and")));
        String groups =
                rule.groupBy().stream().map(CorrelationRule.GroupField::name).collect(Collectors.joining(", "));
        return what + " within " + rule.span() + (groups.isEmpty() ? "" : " for each " + groups);
    }

    private static String text(Expression over) {
        if (over instanceof Expression.Leaf leaf) {
            return leaf.field();
        }
        if (over instanceof Expression.Not not) {
            return "not " + text(not.operand());
        }
        String link = over instanceof Expression.And ? " and " : " or ";
        return over.operands().stream().map(CorrelationExplanation::text).collect(Collectors.joining(link, "(", ")"));
    }
}
