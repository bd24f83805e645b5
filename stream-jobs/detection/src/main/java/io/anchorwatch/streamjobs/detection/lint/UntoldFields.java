// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.Expression.Quantifier;
import io.anchorwatch.streamjobs.detection.expr.SameAsField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is left of a condition where some fields are not told: tests of these answer as for what is told instead, all
 * others may go either way. Bodies of array tests and expressions in other languages are not looked into.
 */
final class UntoldFields {

    private static final Expression ALWAYS = new Expression.And(List.of());
    private static final Expression NEVER = new Expression.Or(List.of());

    private final List<Untold> untold;

    UntoldFields(List<Untold> untold) {
        this.untold = List.copyOf(untold);
    }

    /**
     * A condition as far as it still depends on an event.
     *
     * @param condition with what has one answer left out
     * @param because fields for which it has but one answer, empty while it may go either way
     * @param lost fields that would let it hold more often if they were told
     * @param loose fields that would keep it from holding if they were told
     */
    record Left(Expression condition, Set<String> because, Set<String> lost, Set<String> loose) {

        boolean neverHolds() {
            return condition.equals(NEVER);
        }
    }

    Left read(Expression condition) {
        Reader reader = new Reader(new TreeSet<>(), new TreeSet<>());
        Part part = reader.read(condition, true);
        return new Left(part.left(), part.because(), reader.lost(), reader.loose());
    }

    private Optional<Untold> of(String field) {
        return untold.stream().filter(each -> each.covers(field)).findFirst();
    }

    private record Part(Expression left, Set<String> because) {

        static Part open(Expression expression) {
            return new Part(expression, Set.of());
        }
    }

    private final class Reader {

        private final Set<String> lost;
        private final Set<String> loose;

        Reader(Set<String> lost, Set<String> loose) {
            this.lost = lost;
            this.loose = loose;
        }

        Set<String> lost() {
            return Set.copyOf(lost);
        }

        Set<String> loose() {
            return Set.copyOf(loose);
        }

        Part read(Expression expression, boolean wanted) {
            if (expression instanceof Expression.Leaf leaf) {
                return leaf(leaf, wanted);
            }
            if (expression instanceof Expression.Elements elements) {
                return elements(elements, wanted);
            }
            if (expression instanceof Expression.Not not) {
                Part part = read(not.operand(), !wanted);
                Expression left = part.left().equals(NEVER)
                        ? ALWAYS
                        : part.left().equals(ALWAYS) ? NEVER : new Expression.Not(part.left());
                return new Part(left, part.because());
            }
            if (expression instanceof Expression.And and) {
                return joined(and.operands(), NEVER, ALWAYS, wanted);
            }
            return expression instanceof Expression.Or or
                    ? joined(or.operands(), ALWAYS, NEVER, wanted)
                    : Part.open(expression);
        }

        /** An operand that is {@code decides} decides; those that are {@code idle} don't matter. */
        private Part joined(List<Expression> operands, Expression decides, Expression idle, boolean wanted) {
            List<Expression> open = new ArrayList<>();
            Set<String> because = new TreeSet<>();
            List<Part> parts =
                    operands.stream().map(operand -> read(operand, wanted)).toList();
            for (Part part : parts) {
                if (part.left().equals(decides)) {
                    return part;
                }
                if (part.left().equals(idle)) {
                    because.addAll(part.because());
                } else {
                    open.add(part.left());
                }
            }
            if (open.isEmpty()) {
                return new Part(idle, because);
            }
            return Part.open(decides.equals(NEVER) ? Expression.and(open) : Expression.or(open));
        }

        private Part leaf(Expression.Leaf leaf, boolean wanted) {
            Optional<Untold> field = of(leaf.field());
            String name = leaf.field();
            if (field.isEmpty() && leaf.test() instanceof SameAsField same) {
                field = of(same.field());
                name = same.field();
            }
            if (field.isEmpty()) {
                return Part.open(leaf);
            }
            return switch (field.get().answer(leaf.test())) {
                case EITHER -> Part.open(leaf);
                case UNSURE -> {
                    (wanted ? lost : loose).add(name);
                    yield Part.open(leaf);
                }
                case FAILS -> {
                    (wanted ? lost : loose).add(name);
                    yield new Part(NEVER, Set.of(name));
                }
                case HOLDS -> {
                    (wanted ? loose : lost).add(name);
                    yield new Part(ALWAYS, Set.of(name));
                }
            };
        }

        private Part elements(Expression.Elements elements, boolean wanted) {
            boolean emptyHolds =
                    elements.quantifier() == Quantifier.NONE || elements.quantifier() == Quantifier.ALL_OR_EMPTY;
            boolean all = true;
            for (String name : elements.fields()) {
                Optional<Untold> field = of(name);
                all &= field.filter(Untold::isAbsent).isPresent();
                field.ifPresent(any -> (wanted != emptyHolds ? lost : loose).add(name));
            }
            return all ? new Part(emptyHolds ? ALWAYS : NEVER, Set.copyOf(elements.fields())) : Part.open(elements);
        }
    }
}
