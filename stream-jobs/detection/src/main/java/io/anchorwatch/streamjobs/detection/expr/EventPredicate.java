// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import io.anchorwatch.streamjobs.detection.event.EventView;

/**
 * A test of a whole event in a language of its own. Immutable and shared by threads; {@code toString} is its canonical
 * text, which the rule's logic hash is made of.
 */
public interface EventPredicate {

    /**
     * Whether it holds.
     *
     * @throws EvaluationException when the event or a limit does not let it answer
     */
    boolean holds(EventView event) throws EvaluationException;
}
