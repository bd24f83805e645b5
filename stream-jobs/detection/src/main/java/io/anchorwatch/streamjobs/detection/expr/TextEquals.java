// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import io.anchorwatch.streamjobs.detection.value.Fold;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The whole text is one of {@code texts}; folded unless {@code cased}. */
public record TextEquals(Set<String> texts, boolean cased) implements ValueTest {

    public TextEquals {
        Set<String> sorted = new TreeSet<>();
        for (String text : texts) {
            sorted.add(cased ? text : Fold.lower(text));
        }
        // A sorted set prints in one order: the logic hash depends on it.
        texts = Collections.unmodifiableSet(new LinkedHashSet<>(sorted));
    }

    @Override
    public boolean accepts(Object value) {
        return value instanceof String text ? holds(text) : ScalarTest.any(value, this::holds);
    }

    private boolean holds(String text) {
        return texts.contains(cased ? text : Fold.lower(text));
    }

    @Override
    public @Nullable Set<String> onlyTexts() {
        Set<String> folded = new TreeSet<>();
        texts.forEach(text -> folded.add(Fold.lower(text)));
        return folded;
    }
}
