// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import io.anchorwatch.streamjobs.detection.value.Missing;

/** The field is there and does not pass {@code test}: what is missing neither equals nor differs. */
public record Differs(ValueTest test) implements ValueTest {

    @Override
    public boolean accepts(Object value) {
        return value != Missing.ABSENT && !test.accepts(value);
    }
}
