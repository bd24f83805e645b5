// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import java.util.List;

/** One of the tests passes, and no other. */
public record ExactlyOne(List<ValueTest> tests) implements ValueTest {

    public ExactlyOne {
        tests = List.copyOf(tests);
    }

    @Override
    public boolean accepts(Object value) {
        int passed = 0;
        for (ValueTest test : tests) {
            passed += test.accepts(value) ? 1 : 0;
            if (passed > 1) {
                return false;
            }
        }
        return passed == 1;
    }
}
