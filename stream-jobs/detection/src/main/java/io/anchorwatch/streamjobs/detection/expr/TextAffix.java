// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import io.anchorwatch.streamjobs.detection.value.Fold;
import java.util.List;

/** The text starts with, ends with or contains one of {@code parts}; folded unless {@code cased}. */
public record TextAffix(Where where, List<String> parts, boolean cased) implements ValueTest {

    /** Where a part must stand. */
    public enum Where {
        START,
        END,
        ANYWHERE
    }

    public TextAffix {
        boolean fold = !cased;
        parts = parts.stream()
                .map(part -> fold ? Fold.lower(part) : part)
                .sorted()
                .distinct()
                .toList();
    }

    @Override
    public boolean accepts(Object value) {
        return value instanceof String text ? holds(text) : ScalarTest.any(value, this::holds);
    }

    private boolean holds(String raw) {
        String text = cased ? raw : Fold.lower(raw);
        for (String part : parts) {
            if (holds(text, part)) {
                return true;
            }
        }
        return false;
    }

    private boolean holds(String text, String part) {
        return switch (where) {
            case START -> text.startsWith(part);
            case END -> text.endsWith(part);
            case ANYWHERE -> text.contains(part);
        };
    }
}
