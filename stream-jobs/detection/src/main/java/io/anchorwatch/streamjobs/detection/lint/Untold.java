// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.expr.SameAsField;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field that a log never tells, or not as the API server would.
 *
 * @param field with all that lies below it
 * @param instead all values that it may have; {@link Missing#ABSENT} among them where it may be missing
 * @param still beginnings, in lower case, of further texts that are told; a field with such texts is told in part
 * @param part whether it is told in part in some other way, so that nothing can be said of a test
 */
record Untold(String field, List<Object> instead, List<String> still, boolean part) {

    /** What a test of the field gives. */
    enum Answer {
        /** Always this. */
        HOLDS,
        FAILS,
        /** Now this, now that, and rightly so. */
        EITHER,
        /** Now this, now that, and where it fails it may be for what is not told. */
        UNSURE
    }

    Untold {
        instead = List.copyOf(instead);
        still = List.copyOf(still);
    }

    /** Whether a name in a rule, brackets that pick elements included, is this field or lies below it. */
    boolean covers(String name) {
        String plain = String.join(".", AuditFields.keys(name));
        return plain.equals(field) || plain.startsWith(field + ".");
    }

    /** Whether it is never there at all. */
    boolean isAbsent() {
        return !part && still.isEmpty() && instead.stream().allMatch(value -> value == Missing.ABSENT);
    }

    Answer answer(ValueTest test) {
        if (test instanceof SameAsField) {
            return isAbsent() ? Answer.FAILS : Answer.UNSURE;
        }
        if (part || !still.isEmpty()) {
            @Nullable Set<String> only = part ? null : test.onlyTexts();
            return only == null || only.stream().anyMatch(this::mayBe) ? Answer.UNSURE : Answer.FAILS;
        }
        Set<Boolean> answers = new HashSet<>();
        instead.forEach(value -> answers.add(test.accepts(value)));
        if (answers.size() > 1) {
            return Answer.EITHER;
        }
        return answers.contains(true) ? Answer.HOLDS : Answer.FAILS;
    }

    /** The empty text stands for a missing field. */
    private boolean mayBe(String text) {
        return text.isEmpty() || still.stream().anyMatch(text::startsWith);
    }
}
