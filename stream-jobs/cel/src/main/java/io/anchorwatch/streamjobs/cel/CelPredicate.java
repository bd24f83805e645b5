// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

import io.anchorwatch.streamjobs.detection.event.EventView;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import io.anchorwatch.streamjobs.detection.expr.EventPredicate;

/** An expression as a test of an event. */
record CelPredicate(CelExpression expression) implements EventPredicate {

    @Override
    public boolean holds(EventView event) throws EvaluationException {
        Budget budget = new Budget();
        AuditVariables variables = new AuditVariables(event, budget);
        try {
            return expression.holds(variables, budget);
        } catch (EvaluationException failed) {
            throw variables.lacked().isEmpty()
                    ? failed
                    : new EvaluationException("the event does not show '" + variables.lacked() + "'");
        }
    }

    @Override
    public String toString() {
        return "cel " + expression;
    }
}
