// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.Set;

/** The field is absent or JSON null. */
public record IsNull() implements ValueTest {

    @Override
    public boolean accepts(Object value) {
        return value instanceof Missing;
    }

    @Override
    public Set<String> onlyTexts() {
        return Set.of("");
    }
}
