// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns a scope into an expression; {@link #DROPPED} when pipelines left nothing of it. */
final class ScopeCompiler {

    /** In the place of what pipelines dropped: neither true nor false, it leaves and/or/not as if never written. */
    static final Expression DROPPED = new Expression.And(List.of());

    private final FieldMapping mapping;
    private final Placeholders placeholders;
    private final ItemCompiler items;

    ScopeCompiler(FieldMapping mapping, Placeholders placeholders) {
        this.mapping = mapping;
        this.placeholders = placeholders;
        this.items = new ItemCompiler(mapping, placeholders);
    }

    Expression compile(Scope scope) throws RuleSyntaxException {
        Map<String, Expression> selections = new LinkedHashMap<>();
        for (Map.Entry<String, Selection> entry : scope.selections().entrySet()) {
            selections.put(entry.getKey(), compile(entry.getValue()));
        }
        if (scope.conditions().isEmpty()) {
            return and(List.copyOf(selections.values()));
        }
        Set<String> used = new HashSet<>();
        List<Expression> alternatives = new ArrayList<>();
        for (Scope.Condition condition : scope.conditions()) {
            ConditionParser parser = new ConditionParser(selections, condition);
            alternatives.add(parser.parse());
            used.addAll(parser.used());
        }
        for (String name : selections.keySet()) {
            if (!used.contains(name) && scope.names().containsKey(name)) {
                scope.names().get(name).warn("selection '" + name + "' is never used by the condition");
            }
        }
        return or(alternatives);
    }

    private Expression compile(Selection selection) throws RuleSyntaxException {
        if (selection instanceof Selection.Item item) {
            return items.compile(item);
        }
        if (selection instanceof Selection.Block block) {
            Expression body = new ScopeCompiler(FieldMapping.NONE, placeholders).compile(block.body());
            return body == DROPPED
                    ? DROPPED
                    : new Expression.Elements(mapping.map(block.field()), block.quantifier(), body);
        }
        if (selection instanceof Selection.Foreign foreign) {
            return foreign.expression();
        }
        if (selection instanceof Selection.All all) {
            return and(compile(all.parts()));
        }
        return selection instanceof Selection.Any any ? or(compile(any.parts())) : DROPPED;
    }

    private List<Expression> compile(List<Selection> parts) throws RuleSyntaxException {
        List<Expression> compiled = new ArrayList<>();
        for (Selection part : parts) {
            compiled.add(compile(part));
        }
        return compiled;
    }

    static Expression and(List<Expression> operands) {
        List<Expression> left = left(operands);
        return left.isEmpty() ? DROPPED : Expression.and(left);
    }

    static Expression or(List<Expression> operands) {
        List<Expression> left = left(operands);
        return left.isEmpty() ? DROPPED : Expression.or(left);
    }

    @SuppressWarnings("ReferenceEquality")
    private static List<Expression> left(List<Expression> operands) {
        return operands.stream().filter(operand -> operand != DROPPED).toList();
    }
}
