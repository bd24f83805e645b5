// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoFields;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A condition as an expression.
 *
 * @param size how many tests and values it has when written out
 * @param depth how deep it nests
 * @param fields what it reads
 */
record Compiled(Expression expression, int size, int depth, Set<FalcoFields.Use> fields) {

    Compiled {
        fields = new LinkedHashSet<>(fields);
    }
}
