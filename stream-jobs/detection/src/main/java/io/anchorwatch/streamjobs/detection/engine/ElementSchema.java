// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.value.TreePath;

/** An element of an array: names are paths below it, and the dot is the element itself. */
final class ElementSchema implements Schema {

    private final JsonSchema below = new JsonSchema();

    @Override
    public FieldReader reader(String field) {
        return field.equals(Expression.ELEMENT) ? event -> TreePath.value(event.tree()) : below.reader(field);
    }

    @Override
    public ElementReader elements(String field) {
        return field.equals(Expression.ELEMENT) ? event -> TreePath.elementsOf(event.tree()) : below.elements(field);
    }

    @Override
    public boolean isAtHand(String field) {
        return false;
    }

    @Override
    public int worth(String field, boolean presence) {
        return below.worth(field, presence);
    }

    @Override
    public Cost cost(String field) {
        return below.cost(field);
    }
}
