// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.value.Leaves;
import io.anchorwatch.streamjobs.detection.value.TreePath;

/** Any JSON record: every field is a path into the tree. */
final class JsonSchema implements Schema {

    @Override
    public FieldReader reader(String field) {
        if (field.equals(Expression.KEYWORDS)) {
            return event -> Leaves.of(event.tree());
        }
        TreePath path = TreePath.of(field);
        return event -> path.read(event.tree());
    }

    @Override
    public ElementReader elements(String field) {
        TreePath path = TreePath.of(field);
        return event -> path.elements(event.tree());
    }

    @Override
    public boolean isAtHand(String field) {
        return false;
    }

    @Override
    public int worth(String field, boolean presence) {
        return field.equals(Expression.KEYWORDS) ? 0 : presence ? 1 : 2;
    }

    @Override
    public Cost cost(String field) {
        return field.equals(Expression.KEYWORDS) ? Cost.TREE : Cost.SLOT;
    }
}
