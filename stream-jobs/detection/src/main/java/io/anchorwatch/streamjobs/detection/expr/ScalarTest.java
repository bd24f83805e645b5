// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import io.anchorwatch.streamjobs.detection.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lifts a test of text to values: a list passes when any element does, what is no scalar never does. */
final class ScalarTest {

    /** A test of one scalar's canonical text. */
    interface OfText {
        boolean accepts(String text);
    }

    private ScalarTest() {}

    static boolean any(Object value, OfText test) {
        if (value instanceof List<?> elements) {
            for (int i = 0; i < elements.size(); i++) {
                Object element = elements.get(i);
                if (element != null && one(element, test)) {
                    return true;
                }
            }
            return false;
        }
        return one(value, test);
    }

    private static boolean one(Object value, OfText test) {
        @Nullable String text = Values.text(value);
        return text != null && test.accepts(text);
    }
}
