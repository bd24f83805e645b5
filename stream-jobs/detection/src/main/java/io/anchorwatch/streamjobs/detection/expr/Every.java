// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.List;

/** Every element of the list passes, and there is one at least; a single value counts as a list of one. */
public record Every(ValueTest test) implements ValueTest {

    @Override
    public boolean accepts(Object value) {
        if (!(value instanceof List<?> elements)) {
            return value != Missing.ABSENT && test.accepts(value);
        }
        for (Object element : elements) {
            if (element == null || !test.accepts(element)) {
                return false;
            }
        }
        return !elements.isEmpty();
    }
}
