// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.expr.Expression;

/** Where the fields of one kind of event are found. */
sealed interface Schema permits AuditSchema, JsonSchema, ElementSchema {

    /** How to read a field; every name is legal. */
    FieldReader reader(String field);

    /** How to read the elements of the arrays that a field names. */
    ElementReader elements(String field);

    /** What a reading costs, so that the cheap is tried first. */
    Cost cost(String field);

    /** Whether reading a field again costs nothing. */
    boolean isAtHand(String field);

    /** See {@link io.anchorwatch.streamjobs.detection.index.FieldWorth}. */
    int worth(String field, boolean presence);

    /** The condition with what goes without saying for this kind of event. */
    default Expression complete(Expression condition) {
        return condition;
    }

    /** Costs, cheapest first. */
    enum Cost {
        SLOT,
        FACT,
        BODY,
        TREE,
        SCRIPT
    }
}
