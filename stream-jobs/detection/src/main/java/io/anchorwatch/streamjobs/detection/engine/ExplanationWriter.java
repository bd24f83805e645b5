// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.engine.Explanation.Kind;
import io.anchorwatch.streamjobs.detection.event.EventView;
import io.anchorwatch.streamjobs.detection.event.JsonView;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.Expression.Quantifier;
import io.anchorwatch.streamjobs.detection.expr.SameAsField;
import io.anchorwatch.streamjobs.detection.expr.Wanted;
import io.anchorwatch.streamjobs.detection.value.Shown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes the explanation of an expression for one event; verdicts are those of the compiled nodes. */
final class ExplanationWriter {

    private static final int MAX_SEEN = 160;
    private static final int MAX_EXPRESSION = 400;

    private final Schema schema;
    private final EventView event;
    /** How many tests could not answer, of those that matching would have asked. */
    private int failures;

    ExplanationWriter(Schema schema, EventView event) {
        this.schema = schema;
        this.event = event;
    }

    Explanation write(Expression expression) {
        if (expression instanceof Expression.Leaf leaf) {
            return leaf(leaf);
        }
        if (expression instanceof Expression.Predicate predicate) {
            return predicate(predicate);
        }
        if (expression instanceof Expression.Elements elements) {
            return elements(elements);
        }
        if (expression instanceof Expression.Not not) {
            int before = failures;
            Explanation operand = write(not.operand());
            boolean holds = !operand.holds() && failures == before;
            return group(Kind.NOT, holds, List.of(operand), holds ? 1 : farness(operand));
        }
        return expression instanceof Expression.And
                ? all(flat(expression, Expression.And.class).toList())
                : any(flat(expression, Expression.Or.class).toList());
    }

    /** The operands, those of nested expressions of the same kind among them: nesting says nothing to people. */
    private static Stream<Expression> flat(Expression expression, Class<? extends Expression> kind) {
        return expression.operands().stream()
                .flatMap(operand -> kind.isInstance(operand) ? flat(operand, kind) : Stream.of(operand));
    }

    private Explanation all(List<Expression> operands) {
        List<Explanation> parts = parts(operands, true);
        boolean holds = parts.stream().allMatch(Explanation::holds);
        double share =
                parts.stream().mapToDouble(Explanation::closeness).average().orElse(1);
        return group(Kind.ALL, holds, parts, holds ? 1 : share);
    }

    private Explanation any(List<Expression> operands) {
        List<Explanation> parts = parts(operands, false);
        boolean holds = parts.stream().anyMatch(Explanation::holds);
        double best = parts.stream().mapToDouble(Explanation::closeness).max().orElse(0);
        return group(Kind.ANY, holds, parts, holds ? 1 : best);
    }

    /**
     * The operands in their own order. Expressions in other languages are asked last, as in matching; once the verdict is
     * clear their failures do not count, because matching would not have asked.
     */
    private List<Explanation> parts(List<Expression> operands, boolean goesOn) {
        List<Expression> order = new ArrayList<>(operands);
        order.sort(Comparator.comparing(ExplanationWriter::isForeign));
        List<Explanation> byOrder = new ArrayList<>();
        boolean open = true;
        for (Expression operand : order) {
            int before = failures;
            Explanation part = write(operand);
            failures = open ? failures : before;
            open &= part.holds() == goesOn;
            byOrder.add(part);
        }
        boolean[] taken = new boolean[order.size()];
        List<Explanation> parts = new ArrayList<>();
        for (Expression operand : operands) {
            int at = indexOf(order, operand, taken);
            taken[at] = true;
            parts.add(byOrder.get(at));
        }
        return parts;
    }

    @SuppressWarnings("ReferenceEquality")
    private static int indexOf(List<Expression> order, Expression operand, boolean[] taken) {
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i) == operand && !taken[i]) {
                return i;
            }
        }
        throw new IllegalStateException("a sorted list holds what was sorted");
    }

    private static boolean isForeign(Expression expression) {
        return expression instanceof Expression.Predicate
                || expression.operands().stream().anyMatch(ExplanationWriter::isForeign);
    }

    private Explanation leaf(Expression.Leaf leaf) {
        FieldReader reader = schema.reader(leaf.field());
        Object value = reader.read(event);
        boolean holds;
        String seen = Shown.value(value, MAX_SEEN);
        if (leaf.test() instanceof SameAsField same) {
            FieldReader other = schema.reader(same.field());
            holds = Boolean.TRUE.equals(new SameFieldTest(reader, other, same).read(event));
            seen += "; " + same.field() + " " + Shown.value(other.read(event), MAX_SEEN);
        } else {
            holds = leaf.test().accepts(value);
        }
        String field = leaf.field().equals(Expression.KEYWORDS) ? "keywords" : leaf.field();
        String wanted = Wanted.text(leaf.test());
        return new Explanation(Kind.TEST, holds, "", field, wanted, seen, List.of(), holds ? 1 : 0);
    }

    private Explanation predicate(Expression.Predicate predicate) {
        String text = Shown.text(predicate.predicate().toString(), MAX_EXPRESSION);
        try {
            boolean holds = predicate.predicate().holds(event);
            return new Explanation(Kind.EXPRESSION, holds, "", "", text, "", List.of(), holds ? 1 : 0);
        } catch (EvaluationException unanswered) {
            failures++;
            String why = Shown.text(String.valueOf(unanswered.getMessage()), MAX_SEEN);
            return new Explanation(Kind.EXPRESSION, false, why, "", text, "", List.of(), 0);
        }
    }

    private Explanation elements(Expression.Elements elements) {
        Quantifier quantifier = elements.quantifier();
        boolean wanted = quantifier != Quantifier.NONE;
        List<Explanation> nearest = new ArrayList<>();
        int count = 0;
        int met = 0;
        int shown = -1;
        for (String field : elements.fields()) {
            for (JsonNode element : schema.elements(field).read(event)) {
                Explanation body =
                        new ExplanationWriter(new ElementSchema(), new JsonView(element)).write(elements.body());
                met += body.holds() ? 1 : 0;
                if (nearest.isEmpty() || isNearer(body, nearest.get(0), quantifier)) {
                    nearest.clear();
                    nearest.add(body);
                    shown = count;
                }
                count++;
            }
        }
        boolean holds = switch (quantifier) {
            case ANY -> met > 0;
            case ALL -> met == count && count > 0;
            case ALL_OR_EMPTY -> met == count;
            case NONE -> met == 0;
        };
        String seen = count + " elements, " + met + " meet it" + (shown < 0 ? "" : "; shown: element " + shown);
        double closeness =
                holds ? 1 : wanted && !nearest.isEmpty() ? nearest.get(0).closeness() : 0;
        return new Explanation(
                Kind.ELEMENTS,
                holds,
                "",
                String.join(" or ", elements.fields()),
                quantifier.name().toLowerCase(Locale.ROOT) + " element",
                seen,
                nearest,
                Math.min(closeness, holds ? 1 : 0.99));
    }

    /** For any: the one that comes nearest; for the others: the one that is to blame. */
    private static boolean isNearer(Explanation one, Explanation other, Quantifier quantifier) {
        boolean forAll = quantifier == Quantifier.ALL || quantifier == Quantifier.ALL_OR_EMPTY;
        return forAll ? one.closeness() < other.closeness() : one.closeness() > other.closeness();
    }

    private static Explanation group(Kind kind, boolean holds, List<Explanation> parts, double closeness) {
        return new Explanation(kind, holds, "", "", "", "", parts, closeness);
    }

    /** How near an expression is to not holding. */
    private static double farness(Explanation part) {
        return switch (part.kind()) {
            case ALL ->
                part.parts().stream()
                        .mapToDouble(ExplanationWriter::farness)
                        .max()
                        .orElse(0);
            case ANY ->
                part.parts().stream()
                        .mapToDouble(ExplanationWriter::farness)
                        .average()
                        .orElse(1);
            case NOT -> part.parts().get(0).closeness();
            case TEST, ELEMENTS, EXPRESSION -> part.holds() ? 0 : 1;
        };
    }
}
