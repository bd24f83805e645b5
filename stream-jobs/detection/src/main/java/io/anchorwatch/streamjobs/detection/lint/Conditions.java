// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.Requirements;
import io.anchorwatch.streamjobs.detection.facts.Fact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Walks over conditions. */
final class Conditions {

    private static final Set<String> SINGLE = single();

    private Conditions() {}

    private static Set<String> single() {
        Set<String> lists =
                Set.of("user.groups", "impersonatedUser.groups", "sourceIPs", "client.claimed", "changedFields");
        Set<String> single = new HashSet<>();
        Arrays.stream(Envelope.values()).map(Envelope::path).forEach(single::add);
        Arrays.stream(Fact.values())
                .filter(fact -> !fact.needsBody())
                .map(Fact::path)
                .forEach(single::add);
        single.removeAll(lists);
        return single;
    }

    /** What a condition on audit events demands of single fields. */
    static Requirements requirements(Expression condition) {
        return Requirements.of(condition, SINGLE::contains);
    }

    /** Every test of a field, those of array elements with the array's path before their own. */
    static List<Expression.Leaf> leaves(Expression condition) {
        List<Expression.Leaf> leaves = new ArrayList<>();
        collect(condition, List.of(""), leaves);
        return leaves;
    }

    private static void collect(Expression expression, List<String> prefixes, List<Expression.Leaf> into) {
        if (expression instanceof Expression.Leaf leaf) {
            prefixes.forEach(prefix -> into.add(new Expression.Leaf(below(prefix, leaf.field()), leaf.test())));
        } else if (expression instanceof Expression.Elements elements) {
            List<String> inner = new ArrayList<>();
            for (String prefix : prefixes) {
                elements.fields().forEach(field -> inner.add(below(prefix, field)));
            }
            collect(elements.body(), inner, into);
        } else {
            expression.operands().forEach(operand -> collect(operand, prefixes, into));
        }
    }

    private static String below(String prefix, String field) {
        if (prefix.isEmpty()) {
            return field;
        }
        return field.isEmpty() || field.equals(Expression.ELEMENT) ? prefix : prefix + "." + field;
    }
}
