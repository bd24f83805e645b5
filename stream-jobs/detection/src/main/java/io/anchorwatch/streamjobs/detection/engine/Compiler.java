// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.SameAsField;
import io.anchorwatch.streamjobs.detection.expr.TextEquals;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Turns expressions into nodes: one node for equal leaves of all rules, cheap operands before dear ones. */
final class Compiler {

    private static final ValueTest IS_TRUE = new TextEquals(Set.of("true"), true);

    private final Schema schema;
    private final Map<Expression.Leaf, LeafNode> leaves = new HashMap<>();
    private final Map<Expression.Elements, ElementsNode> elements = new HashMap<>();
    private int verdicts;

    Compiler(Schema schema) {
        this.schema = schema;
    }

    Node compile(Expression expression) {
        if (expression instanceof Expression.And and) {
            return new AndNode(sorted(flat(and, Expression.And.class)));
        }
        if (expression instanceof Expression.Or or) {
            return new OrNode(sorted(flat(or, Expression.Or.class)));
        }
        if (expression instanceof Expression.Not not) {
            return new NotNode(compile(not.operand()));
        }
        if (expression instanceof Expression.Predicate predicate) {
            return new PredicateNode(predicate.predicate());
        }
        if (expression instanceof Expression.Elements each) {
            return elements.computeIfAbsent(each, this::elements);
        }
        return leaves.computeIfAbsent((Expression.Leaf) expression, this::leaf);
    }

    /** A body is compiled for itself: its names are those of the element, and its verdicts hold for one element. */
    private ElementsNode elements(Expression.Elements each) {
        Compiler inner = new Compiler(new ElementSchema());
        Node body = inner.compile(each.body());
        List<ElementReader> readers =
                each.fields().stream().map(schema::elements).toList();
        String name = String.join(" or ", each.fields());
        return new ElementsNode(verdicts++, name, readers, each.quantifier(), body, inner.verdicts());
    }

    /** How many verdicts are worth keeping for an event: of different leaves and tests of elements. */
    int verdicts() {
        return verdicts;
    }

    private LeafNode leaf(Expression.Leaf leaf) {
        FieldReader reader = schema.reader(leaf.field());
        if (leaf.test() instanceof SameAsField same) {
            FieldReader pair = new SameFieldTest(reader, schema.reader(same.field()), same);
            return new LeafNode(verdicts++, leaf.field(), pair, IS_TRUE);
        }
        return new LeafNode(verdicts++, leaf.field(), reader, leaf.test());
    }

    /** The operands, those of nested expressions of the same kind among them: then all of them sort by cost. */
    private static List<Expression> flat(Expression expression, Class<? extends Expression> kind) {
        return expression.operands().stream()
                .flatMap(operand -> kind.isInstance(operand) ? flat(operand, kind).stream() : Stream.of(operand))
                .toList();
    }

    private List<Node> sorted(List<Expression> operands) {
        List<Expression> ordered = new ArrayList<>(operands);
        ordered.sort(Comparator.comparing(this::cost));
        return ordered.stream().map(this::compile).toList();
    }

    private Schema.Cost cost(Expression expression) {
        if (expression instanceof Expression.Leaf leaf) {
            return schema.cost(leaf.field());
        }
        if (expression instanceof Expression.Predicate) {
            return Schema.Cost.SCRIPT;
        }
        if (expression instanceof Expression.Elements each) {
            return each.fields().stream().map(schema::cost).anyMatch(Schema.Cost.TREE::equals)
                    ? Schema.Cost.TREE
                    : Schema.Cost.BODY;
        }
        return expression.operands().stream()
                .map(this::cost)
                .max(Comparator.naturalOrder())
                .orElse(Schema.Cost.SLOT);
    }
}
