// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.event.EventView;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.value.Fold;
import io.anchorwatch.streamjobs.detection.value.Missing;
import io.anchorwatch.streamjobs.detection.value.Values;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** For one field with few values: which rules can still fire once its value is known. */
final class Discriminator {

    private final FieldReader reader;
    private final Map<String, long[]> byValue = new HashMap<>();
    private final long[] otherwise;

    Discriminator(String field, FieldReader reader, List<Expression> rules) {
        this.reader = reader;
        BitSet free = new BitSet();
        Map<String, BitSet> bound = new HashMap<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            @Nullable Set<String> values = necessary(rules.get(rule), field);
            if (values == null) {
                free.set(rule);
            } else {
                for (String value : values) {
                    bound.computeIfAbsent(value, unused -> new BitSet()).set(rule);
                }
            }
        }
        int words = (rules.size() + 63) / 64;
        bound.forEach((value, set) -> {
            set.or(free);
            byValue.put(value, words(set, words));
        });
        otherwise = words(free, words);
    }

    /** Whether it tells any rules apart. */
    boolean isUseful() {
        return !byValue.isEmpty();
    }

    /** Strikes out the rules that the event's value excludes; false when none is left. */
    boolean narrow(EventView event, long[] candidates) {
        Object value = reader.read(event);
        if (value instanceof List) {
            return true;
        }
        @Nullable String text = value instanceof Missing ? "" : Values.text(value);
        long[] allowed = text == null ? otherwise : byValue.getOrDefault(Fold.lower(text), otherwise);
        long left = 0;
        for (int word = 0; word < candidates.length; word++) {
            candidates[word] &= allowed[word];
            left |= candidates[word];
        }
        return left != 0;
    }

    /** Values one of which the field must have for the expression to hold; null when any will do. */
    static @Nullable Set<String> necessary(Expression expression, String field) {
        if (expression instanceof Expression.Leaf leaf) {
            return leaf.field().equals(field) ? leaf.test().onlyTexts() : null;
        }
        if (expression instanceof Expression.And and) {
            @Nullable Set<String> common = null;
            for (Expression operand : and.operands()) {
                @Nullable Set<String> values = necessary(operand, field);
                if (values != null && common == null) {
                    common = new HashSet<>(values);
                } else if (values != null && common != null) {
                    common.retainAll(values);
                }
            }
            return common;
        }
        return expression instanceof Expression.Or or ? union(or, field) : null;
    }

    private static @Nullable Set<String> union(Expression.Or or, String field) {
        Set<String> all = new HashSet<>();
        for (Expression operand : or.operands()) {
            @Nullable Set<String> values = necessary(operand, field);
            if (values == null) {
                return null;
            }
            all.addAll(values);
        }
        return all;
    }

    private static long[] words(BitSet set, int length) {
        return Arrays.copyOf(set.toLongArray(), length);
    }
}
