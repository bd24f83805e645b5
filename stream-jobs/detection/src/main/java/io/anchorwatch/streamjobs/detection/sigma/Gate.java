// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.expr.Exists;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * When an item of a pipeline works: named conditions on a rule, an item or a field, and how they are linked.
 *
 * @param conditions by id
 * @param link an expression whose leaves are ids
 */
record Gate<T>(Map<String, Condition<T>> conditions, Expression link) {

    /** One condition. */
    @FunctionalInterface
    interface Condition<T> {
        boolean holds(T subject);
    }

    /** Reads one condition. */
    interface Reader<T> {
        Condition<T> read(String type, Params params) throws RuleSyntaxException;
    }

    /** Reads {@code <list>} and {@code <link>_op}, {@code <link>_not}, {@code <link>_expr}. */
    static <T> Gate<T> read(Params item, String list, String link, Reader<T> reader) throws RuleSyntaxException {
        Map<String, Condition<T>> conditions = new LinkedHashMap<>();
        Map<String, Expression> names = new LinkedHashMap<>();
        for (Map.Entry<String, Params> child : item.children(list).entrySet()) {
            Params params = child.getValue();
            params.node("id");
            conditions.put(child.getKey(), reader.read(params.text("type"), params));
            params.end();
            names.put(child.getKey(), new Expression.Leaf(child.getKey(), new Exists(true)));
        }
        boolean any = item.choice(link + "_op", "and", "and", "or").equals("or");
        boolean not = item.flag(link + "_not");
        @Nullable Node spelled = item.node(link + "_expr");
        @Nullable Node expression = spelled == null ? item.node(link + "_expression") : spelled;
        Expression linked = new Expression.And(List.copyOf(names.values()));
        if (expression != null) {
            ScalarNode text = YamlNodes.scalar(expression, link + "_expr");
            linked = new ConditionParser(names, new Scope.Condition(new Place(item.log(), text), text.getValue(), ""))
                    .parse();
        } else if (any && !names.isEmpty()) {
            linked = new Expression.Or(List.copyOf(names.values()));
        }
        return new Gate<>(conditions, not && !names.isEmpty() ? new Expression.Not(linked) : linked);
    }

    boolean holds(T subject) {
        return holds(link, subject);
    }

    private boolean holds(Expression part, T subject) {
        if (part instanceof Expression.Leaf leaf) {
            @Nullable Condition<T> condition = conditions.get(leaf.field());
            return condition != null && condition.holds(subject);
        }
        if (part instanceof Expression.Not not) {
            return !holds(not.operand(), subject);
        }
        return part instanceof Expression.Or
                ? part.operands().stream().anyMatch(operand -> holds(operand, subject))
                : part.operands().stream().allMatch(operand -> holds(operand, subject));
    }
}
