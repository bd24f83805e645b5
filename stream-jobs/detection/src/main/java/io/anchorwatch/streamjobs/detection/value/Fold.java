// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.value;

import java.util.Locale;

/**
 * Case folding for comparisons that ignore case: the same on both sides, independent of the machine's locale and of the
 * letters around, so that a part of a text folds as it does inside the text.
 */
public final class Fold {

    private Fold() {}

    /** The folded form, as long as {@code text}; the same instance when there is nothing to fold. */
    public static String lower(String text) {
        int upper = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return fold(text);
            }
            if (c >= 'A' && c <= 'Z') {
                upper = i;
            }
        }
        return upper < 0 ? text : text.toLowerCase(Locale.ROOT);
    }

    private static String fold(String text) {
        StringBuilder folded = new StringBuilder(text);
        int i = 0;
        while (i < text.length()) {
            int character = text.codePointAt(i);
            int lower = lower(character);
            if (lower != character) {
                folded.setCharAt(i, Character.toChars(lower)[0]);
                if (Character.charCount(lower) == 2) {
                    folded.setCharAt(i + 1, Character.lowSurrogate(lower));
                }
            }
            i += Character.charCount(character);
        }
        return folded.toString();
    }

    /** By way of upper case: else the Kelvin sign were no k, the long s no s and the dotless i no i. */
    private static int lower(int character) {
        if (character < 0x80) {
            return character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character;
        }
        int lower = Character.toLowerCase(Character.toUpperCase(character));
        return Character.charCount(lower) == Character.charCount(character) ? lower : character;
    }
}
