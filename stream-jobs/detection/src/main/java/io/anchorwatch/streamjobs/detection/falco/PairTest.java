// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.EventView;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import io.anchorwatch.streamjobs.detection.expr.EventPredicate;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Shape;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.math.BigDecimal;
import java.util.List;

/** Two operands of one event, compared; false when either is missing. */
record PairTest(Value left, String operator, Value right) implements EventPredicate {

    @Override
    public boolean holds(EventView event) throws EvaluationException {
        if (!(event instanceof AuditView audit)) {
            return false;
        }
        Object value = left.read(audit);
        Object other = right.read(audit);
        return value != Missing.ABSENT && other != Missing.ABSENT && test(other).accepts(value);
    }

    private ValueTest test(Object other) throws EvaluationException {
        if (left.shape() == Shape.NUMBER) {
            return Tests.number(operator, List.of(new BigDecimal(other.toString())));
        }
        List<String> values = other instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(other.toString());
        try {
            return Tests.text(left.shape(), operator, values, 0);
        } catch (FalcoException unusable) {
            throw new EvaluationException("the right side can't be compared with");
        }
    }
}
