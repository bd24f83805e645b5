// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.List;

/** Joins the items that a pipeline made of one. */
final class Linked {

    private Linked() {}

    /**
     * Any of the parts, as alternatives of {@code item}. Of what asks for absence, by {@code neq}, null or {@code
     * exists: false}, all: a field that has several names is absent when all are.
     */
    static Selection of(Selection.Item item, List<Selection> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        boolean absence = item.values().stream().allMatch(Value::isNull)
                || (item.has(Modifier.EXISTS)
                        && item.values().stream().allMatch(value -> Boolean.FALSE.equals(value.bool())));
        return item.has(Modifier.NEQ) != absence ? new Selection.All(parts) : new Selection.Any(parts);
    }
}
