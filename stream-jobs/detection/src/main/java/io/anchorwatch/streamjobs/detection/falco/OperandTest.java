// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.EventView;
import io.anchorwatch.streamjobs.detection.expr.EventPredicate;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import io.anchorwatch.streamjobs.detection.value.Missing;

/** A transformed field passes a test. */
record OperandTest(Value operand, ValueTest test) implements EventPredicate {

    @Override
    public boolean holds(EventView event) {
        if (!(event instanceof AuditView audit)) {
            return false;
        }
        Object value = operand.read(audit);
        return value != Missing.ABSENT && test.accepts(value);
    }
}
