// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether comparisons with numbers, all of which must hold, leave any number. */
final class NumberRanges {

    private record Range(
            @Nullable BigDecimal low,
            boolean lowIn,
            @Nullable BigDecimal high,
            boolean highIn) {

        boolean isEmpty() {
            if (low == null || high == null) {
                return false;
            }
            int sign = low.compareTo(high);
            return sign > 0 || (sign == 0 && !(lowIn && highIn));
        }

        Range above(BigDecimal bound, boolean in) {
            int sign = low == null ? 1 : bound.compareTo(low);
            return sign < 0 ? this : new Range(bound, sign == 0 ? lowIn && in : in, high, highIn);
        }

        Range below(BigDecimal bound, boolean in) {
            int sign = high == null ? -1 : bound.compareTo(high);
            return sign > 0 ? this : new Range(low, lowIn, bound, sign == 0 ? highIn && in : in);
        }
    }

    private final Map<String, Range> byField = new HashMap<>();

    /** Takes one more test of a field that holds one value; false when no number is left. */
    boolean add(Expression.Leaf leaf) {
        if (!(leaf.test() instanceof NumberCompare compare)) {
            return true;
        }
        BigDecimal bound = compare.bound();
        Range range = byField.getOrDefault(leaf.field(), new Range(null, false, null, false));
        Range narrowed = switch (compare.operator()) {
            case GT -> range.above(bound, false);
            case GTE -> range.above(bound, true);
            case LT -> range.below(bound, false);
            case LTE -> range.below(bound, true);
            case EQ -> range.above(bound, true).below(bound, true);
        };
        byField.put(leaf.field(), narrowed);
        return !narrowed.isEmpty();
    }
}
