// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of events as people may see them: cut, and with every character escaped that could move a terminal's cursor or
 * turn text around. The text is hostile: an attacker may have chosen it.
 */
public final class Shown {

    private static final int MAX_ELEMENTS = 8;

    private Shown() {}

    /** A value as read by rules, at most {@code max} characters and an ellipsis. */
    public static String value(Object value, int max) {
        if (value instanceof Missing missing) {
            return missing == Missing.ABSENT ? "absent" : "null";
        }
        if (value instanceof List<?> elements) {
            StringBuilder shown = new StringBuilder("[");
            for (int i = 0; i < elements.size() && i < MAX_ELEMENTS; i++) {
                Object element = elements.get(i);
                shown.append(i == 0 ? "" : ", ").append(element == null ? "null" : value(element, max));
            }
            int more = elements.size() - MAX_ELEMENTS;
            return cut(shown.append(more > 0 ? ", … " + more + " more]" : "]").toString(), max);
        }
        if (value instanceof String text) {
            return "'" + text(text, max) + "'";
        }
        @Nullable String scalar = Values.text(value);
        return text(scalar == null ? value.toString() : scalar, max);
    }

    /** A text of an event. */
    public static String text(String text, int max) {
        StringBuilder shown = new StringBuilder();
        int i = 0;
        while (i < text.length() && shown.length() < max) {
            int character = text.codePointAt(i);
            if (isHarmless(character)) {
                shown.appendCodePoint(character);
            } else {
                shown.append(character < 0x10000 ? String.format("\\u%04x", character) : "\\u{" + hex(character) + "}");
            }
            i += Character.charCount(character);
        }
        return i < text.length() ? shown + "…" : shown.toString();
    }

    private static String hex(int character) {
        return Integer.toHexString(character);
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max) + "…";
    }
}
