// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.expr.Exists;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.IsNull;
import io.anchorwatch.streamjobs.detection.expr.TextEquals;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns an item into an expression. */
final class ItemCompiler {

    private final FieldMapping mapping;
    private final Placeholders placeholders;

    ItemCompiler(FieldMapping mapping, Placeholders placeholders) {
        this.mapping = mapping;
        this.placeholders = placeholders;
    }

    Expression compile(Selection.Item item) throws RuleSyntaxException {
        Expression positive = positive(item);
        ItemLint.check(item);
        return item.has(Modifier.NEQ) ? new Expression.Not(positive) : positive;
    }

    private Expression positive(Selection.Item item) throws RuleSyntaxException {
        Optional<FieldSelector> selector = FieldSelector.of(item.field());
        if (selector.isPresent()) {
            // Names below an element are the element's own: no mapping knows them.
            Expression body = new ItemCompiler(FieldMapping.NONE, placeholders)
                    .positive(item.withField(selector.get().rest()));
            return new Expression.Elements(
                    mapping.map(selector.get().head()), selector.get().quantifier(), body);
        }
        List<Expression> all = new ArrayList<>();
        List<ValueTest> any = new ArrayList<>();
        ValueTests tests = new ValueTests(item, placeholders);
        for (Value value : item.values()) {
            List<ValueTest> group = tests.of(value);
            if (item.has(Modifier.ALL)) {
                all.add(anyField(item.field(), group));
            } else {
                any.addAll(group);
            }
        }
        return item.has(Modifier.ALL) ? Expression.and(all) : anyField(item.field(), any);
    }

    /** One of the tests passes on the field, which may stand for several. */
    private Expression anyField(String field, List<ValueTest> tests) {
        if (field.isEmpty()) {
            return Expression.or(TestMerger.merge(tests).stream()
                    .<Expression>map(test -> new Expression.Leaf(Expression.KEYWORDS, test))
                    .toList());
        }
        List<Expression> alternatives = new ArrayList<>();
        for (ValueTest test : TestMerger.merge(tests)) {
            alternatives.addAll(anyField(mapping.map(field, test), test, mapping.emptyMeansAbsent(field)));
        }
        return Expression.or(alternatives);
    }

    /** A field that has several names is absent when all are. */
    private static List<Expression> anyField(List<String> fields, ValueTest test, boolean emptyMeansAbsent) {
        List<Expression> leaves = fields.stream()
                .<Expression>map(field -> new Expression.Leaf(field, test))
                .toList();
        boolean every = test instanceof IsNull || (test instanceof Exists exists && !exists.expected());
        List<Expression> alternatives = new ArrayList<>();
        alternatives.add(every ? Expression.and(leaves) : Expression.or(leaves));
        if (emptyMeansAbsent
                && test instanceof TextEquals equals
                && equals.texts().contains("")) {
            alternatives.addAll(anyField(fields, new IsNull(), false));
        }
        return alternatives;
    }
}
