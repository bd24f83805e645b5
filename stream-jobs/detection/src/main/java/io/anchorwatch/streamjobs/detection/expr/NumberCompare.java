// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import io.anchorwatch.streamjobs.detection.value.Values;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value is a number, or text that is one, on the given side of {@code bound}. */
public record NumberCompare(Operator operator, BigDecimal bound) implements ValueTest {

    /** Sigma's four, and equality. */
    public enum Operator {
        LT,
        LTE,
        GT,
        GTE,
        EQ;

        /** Whether it holds for the sign of a comparison. */
        public boolean holds(int sign) {
            return switch (this) {
                case LT -> sign < 0;
                case LTE -> sign <= 0;
                case GT -> sign > 0;
                case GTE -> sign >= 0;
                case EQ -> sign == 0;
            };
        }
    }

    public NumberCompare {
        bound = bound.stripTrailingZeros();
    }

    @Override
    public boolean accepts(Object value) {
        if (value instanceof List<?> elements) {
            return elements.stream().anyMatch(element -> element != null && one(element));
        }
        return one(value);
    }

    private boolean one(Object value) {
        @Nullable BigDecimal number = Values.number(value);
        if (number == null) {
            return false;
        }
        return holds(number);
    }

    boolean holds(BigDecimal number) {
        int sign = number.compareTo(bound);
        return operator.holds(sign);
    }
}
