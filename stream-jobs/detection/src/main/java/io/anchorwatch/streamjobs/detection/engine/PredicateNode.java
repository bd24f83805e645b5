// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import io.anchorwatch.streamjobs.detection.expr.EventPredicate;
import java.util.Map;

/** A test in another language; one that can't answer does not hold, and the match says that it failed. */
record PredicateNode(EventPredicate predicate) implements Node {

    @Override
    public boolean holds(Match match) {
        try {
            return predicate.holds(match.event());
        } catch (EvaluationException unanswered) {
            match.failed(String.valueOf(unanswered.getMessage()));
            return false;
        }
    }

    /** Shows the expression itself: what it looked at is its own affair. */
    @Override
    public void explain(Match match, Map<String, String> into) {
        into.putIfAbsent("expression", LeafNode.cut(predicate.toString()));
    }
}
