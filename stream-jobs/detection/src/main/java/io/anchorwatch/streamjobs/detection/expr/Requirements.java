// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What must be so of single fields for an expression to hold. Necessary, never enough: what can't be seen through
 * (expressions in other languages, bodies of array tests) demands nothing.
 *
 * @param required by field, folded texts one of which its value has; {@code ""} stands for an absent field too
 * @param excluded by field, folded texts that its value has not
 * @param conflict the field on which it contradicts itself, so that it never holds; null when it may hold
 */
public record Requirements(
        Map<String, Set<String>> required,
        Map<String, Set<String>> excluded,
        @Nullable String conflict) {

    /** The field of a conflict that lies in no single field: nothing can hold at all. */
    public static final String NOTHING = "";

    /** As many tests of texts against each other as are worth the time. */
    private static final int MAX_TESTS = 100_000;

    private static final Requirements NONE = new Requirements(Map.of(), Map.of(), null);

    /**
     * Finds them.
     *
     * @param single whether a field never holds a list, so that it can't equal two texts at once
     */
    public static Requirements of(Expression expression, Predicate<String> single) {
        return new Reader(single).positive(expression);
    }

    /** Whether the expression can hold, as far as is seen here. */
    public boolean canHold() {
        return conflict == null;
    }

    private record Reader(Predicate<String> single) {

        Requirements positive(Expression expression) {
            if (expression instanceof Expression.Leaf leaf) {
                @Nullable Set<String> texts = leaf.test().onlyTexts();
                return texts == null ? NONE : new Requirements(Map.of(leaf.field(), texts), Map.of(), null);
            }
            if (expression instanceof Expression.And and) {
                List<Expression> flat = flat(and).toList();
                return narrowed(all(flat.stream().map(this::positive)), flat);
            }
            if (expression instanceof Expression.Or or) {
                return any(or.operands().stream().map(this::positive));
            }
            return expression instanceof Expression.Not not ? negative(not.operand()) : NONE;
        }

        Requirements negative(Expression expression) {
            if (expression instanceof Expression.Leaf leaf) {
                // What is absent is not excluded by a test for the empty text.
                return leaf.test() instanceof TextEquals equals && !equals.cased()
                        ? new Requirements(Map.of(), Map.of(leaf.field(), without(equals.texts(), Set.of(""))), null)
                        : NONE;
            }
            if (expression instanceof Expression.And and) {
                return any(and.operands().stream().map(this::negative));
            }
            if (expression instanceof Expression.Or or) {
                return all(or.operands().stream().map(this::negative));
            }
            return expression instanceof Expression.Not not ? positive(not.operand()) : NONE;
        }

        private Requirements all(Stream<Requirements> parts) {
            Map<String, Set<String>> required = new LinkedHashMap<>();
            Map<String, Set<String>> excluded = new LinkedHashMap<>();
            for (Requirements part : parts.toList()) {
                if (part.conflict != null) {
                    return part;
                }
                part.required.forEach((field, texts) -> required.merge(
                        field, texts, (known, more) -> single.test(field) ? common(known, more) : known));
                part.excluded.forEach((field, texts) ->
                        excluded.computeIfAbsent(field, none -> new HashSet<>()).addAll(texts));
            }
            required.replaceAll((field, texts) -> without(texts, excluded.getOrDefault(field, Set.of())));
            return checked(required, excluded);
        }

        /** Works on one set a field: a rule may have very many alternatives. */
        private static Requirements any(Stream<Requirements> parts) {
            List<Requirements> every = parts.toList();
            List<Requirements> possible =
                    every.stream().filter(Requirements::canHold).toList();
            if (possible.isEmpty()) {
                return every.isEmpty() ? new Requirements(Map.of(), Map.of(), NOTHING) : every.get(0);
            }
            Map<String, Set<String>> required = copy(possible.get(0).required);
            Map<String, Set<String>> excluded = copy(possible.get(0).excluded);
            for (Requirements part : possible.subList(1, possible.size())) {
                required.keySet().retainAll(part.required.keySet());
                required.forEach((field, texts) -> texts.addAll(part.required.getOrDefault(field, Set.of())));
                excluded.keySet().retainAll(part.excluded.keySet());
                excluded.forEach((field, texts) -> texts.retainAll(part.excluded.getOrDefault(field, Set.of())));
            }
            return new Requirements(required, excluded, null);
        }

        private static Map<String, Set<String>> copy(Map<String, Set<String>> sets) {
            Map<String, Set<String>> copy = new HashMap<>();
            sets.forEach((field, texts) -> copy.put(field, new HashSet<>(texts)));
            return copy;
        }

        /** Texts that another test of the same field can't take do not count. */
        private Requirements narrowed(Requirements found, List<Expression> operands) {
            if (found.conflict != null) {
                return found;
            }
            Map<String, Set<String>> required = new LinkedHashMap<>(found.required);
            NumberRanges ranges = new NumberRanges();
            for (Expression operand : operands) {
                if (operand instanceof Expression.Leaf leaf && single.test(leaf.field())) {
                    required.computeIfPresent(
                            leaf.field(),
                            (field, texts) -> (long) texts.size() * operands.size() > MAX_TESTS
                                    ? texts
                                    : accepted(texts, leaf.test()));
                    if (!ranges.add(leaf)) {
                        return new Requirements(Map.of(), Map.of(), leaf.field());
                    }
                }
            }
            return checked(required, found.excluded);
        }

        private static Set<String> accepted(Set<String> texts, ValueTest test) {
            boolean judges = (test instanceof TextAffix affix && !affix.cased())
                    || (test instanceof TextGlob glob && !glob.cased())
                    || test instanceof InNetwork
                    || test instanceof NumberCompare;
            Set<String> left = new HashSet<>(texts);
            left.removeIf(text -> judges && !text.isEmpty() && !test.accepts(text));
            return left;
        }

        private static Requirements checked(Map<String, Set<String>> required, Map<String, Set<String>> excluded) {
            for (Map.Entry<String, Set<String>> entry : required.entrySet()) {
                if (entry.getValue().isEmpty()) {
                    return new Requirements(Map.of(), Map.of(), entry.getKey());
                }
            }
            return new Requirements(required, excluded, null);
        }

        private static Stream<Expression> flat(Expression.And and) {
            return and.operands().stream()
                    .flatMap(operand -> operand instanceof Expression.And inner ? flat(inner) : Stream.of(operand));
        }

        private static Set<String> common(Set<String> one, Set<String> other) {
            Set<String> common = new HashSet<>(one);
            common.retainAll(other);
            return common;
        }

        private static Set<String> without(Set<String> texts, Set<String> removed) {
            Set<String> left = new HashSet<>(texts);
            left.removeAll(removed);
            return left;
        }
    }
}
