// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import io.anchorwatch.streamjobs.detection.value.Missing;

/** The field is there, JSON null included, or is not. */
public record Exists(boolean expected) implements ValueTest {

    @Override
    public boolean accepts(Object value) {
        return (value != Missing.ABSENT) == expected;
    }
}
