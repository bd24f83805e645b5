// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import io.anchorwatch.streamjobs.detection.value.Fold;

/** The text starts with, ends with or contains {@code part}; folded unless {@code cased}. */
public record TextAffix(Where where, String part, boolean cased) implements ValueTest {

    /** Where the part must stand. */
    public enum Where {
        START,
        END,
        ANYWHERE
    }

    public TextAffix {
        part = cased ? part : Fold.lower(part);
    }

    @Override
    public boolean accepts(Object value) {
        return ScalarTest.any(value, this::holds);
    }

    private boolean holds(String raw) {
        String text = cased ? raw : Fold.lower(raw);
        return switch (where) {
            case START -> text.startsWith(part);
            case END -> text.endsWith(part);
            case ANYWHERE -> text.contains(part);
        };
    }
}
