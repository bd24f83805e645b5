// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.alert;

/** Text that UTF-8 can carry. */
final class WireText {

    static final char REPLACEMENT = '\uFFFD';

    private WireText() {}

    /** The text with each lone surrogate replaced; the same object when there is none. */
    static String of(String text) {
        int lone = nextLone(text, 0);
        if (lone < 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text);
        for (int i = lone; i >= 0; i = nextLone(text, i + 1)) {
            clean.setCharAt(i, REPLACEMENT);
        }
        return clean.toString();
    }

    private static int nextLone(String text, int from) {
        int i = from;
        while (i < text.length()) {
            int character = text.codePointAt(i);
            // A surrogate that stands for itself is one that has no partner.
            if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                return i;
            }
            i += Character.charCount(character);
        }
        return -1;
    }
}
