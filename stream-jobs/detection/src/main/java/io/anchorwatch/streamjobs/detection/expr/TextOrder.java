// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The text, by the bytes of its UTF-8 form, stands on the given side of {@code bound}: 403 comes after 1000. */
public record TextOrder(NumberCompare.Operator operator, String bound) implements ValueTest {

    @Override
    public boolean accepts(Object value) {
        return ScalarTest.any(value, this::holds);
    }

    private boolean holds(String text) {
        int sign =
                Arrays.compareUnsigned(text.getBytes(StandardCharsets.UTF_8), bound.getBytes(StandardCharsets.UTF_8));
        return operator.holds(sign);
    }
}
