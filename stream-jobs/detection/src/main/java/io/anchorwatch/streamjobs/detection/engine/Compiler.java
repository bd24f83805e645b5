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
import org.jspecify.annotations.Nullable;

/** Turns expressions into nodes: one node for equal leaves of all rules, cheap operands before dear ones. */
final class Compiler {

    private static final ValueTest IS_TRUE = new TextEquals(Set.of("true"), true);

    private final Schema schema;
    private final Map<Expression.Leaf, LeafNode> leaves = new HashMap<>();
    private final Map<Expression.Elements, ElementsNode> elements = new HashMap<>();
    private final Map<String, FieldValue> fields = new HashMap<>();
    private final boolean plain;
    private int verdicts;
    private int values;

    Compiler(Schema schema) {
        this(schema, false);
    }

    /**
     * Takes where fields are found.
     *
     * @param plain whether tests run as they are written, which others are held against
     */
    Compiler(Schema schema, boolean plain) {
        this.schema = schema;
        this.plain = plain;
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
            @Nullable ElementsNode known = elements.get(each);
            if (known == null) {
                known = elements(each);
                elements.put(each, known);
            }
            return known;
        }
        return leaves.computeIfAbsent((Expression.Leaf) expression, this::leaf);
    }

    /** A body is compiled for itself: its names are those of the element, and its verdicts hold for one element. */
    private ElementsNode elements(Expression.Elements each) {
        Compiler inner = new Compiler(new ElementSchema(), plain);
        Node body = inner.compile(each.body());
        List<ElementReader> readers =
                each.fields().stream().map(schema::elements).toList();
        String name = String.join(" or ", each.fields());
        return new ElementsNode(verdicts++, elements.size(), name, readers, each.quantifier(), body, inner.shape());
    }

    /** How much is worth keeping for an event. */
    Match.Shape shape() {
        return new Match.Shape(verdicts, values, elements.size());
    }

    /** A field, the same for all that read it. */
    FieldValue field(String name) {
        return fields.computeIfAbsent(
                name, field -> new FieldValue(schema.isAtHand(field) ? -1 : values++, schema.reader(field)));
    }

    private LeafNode leaf(Expression.Leaf leaf) {
        if (leaf.test() instanceof SameAsField same) {
            FieldReader pair = new SameFieldTest(schema.reader(leaf.field()), schema.reader(same.field()), same);
            return new LeafNode(verdicts++, leaf.field(), new FieldValue(-1, pair), IS_TRUE, IS_TRUE::accepts);
        }
        FastTest fast = plain ? leaf.test()::accepts : FastTests.of(leaf.test());
        return new LeafNode(verdicts++, leaf.field(), field(leaf.field()), leaf.test(), fast);
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
