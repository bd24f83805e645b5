// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import io.anchorwatch.streamjobs.detection.value.Fold;

/**
 * A pattern over the whole text: {@link #MULTI} stands for any run of characters, {@link #SINGLE} for exactly one,
 * {@link #DASH} for any dash.
 *
 * @param pattern literal characters and the three wildcards, which are private-use characters here so that every literal
 *     can be written
 */
public record TextGlob(String pattern, boolean cased) implements ValueTest {

    /** Any run of characters, none included. */
    public static final char MULTI = '\uE000';

    /** Exactly one character. */
    public static final char SINGLE = '\uE001';

    /** Exactly one of the characters that programs take for the dash of an option. */
    public static final char DASH = '\uE002';

    /** What {@link #DASH} stands for. */
    public static final String DASHES = "-/\u2013\u2014\u2015";

    public TextGlob {
        pattern = cased ? pattern : Fold.lower(pattern);
    }

    @Override
    public boolean accepts(Object value) {
        return ScalarTest.any(value, text -> matches(cased ? text : Fold.lower(text)));
    }

    /** Greedy with one remembered star: at most text × pattern steps, whatever the attacker sends. */
    private boolean matches(String text) {
        int t = 0;
        int p = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == MULTI) {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && fits(pattern.charAt(p), text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == MULTI) {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean fits(char wanted, char is) {
        return wanted == is || wanted == SINGLE || (wanted == DASH && isDash(is));
    }

    /** Whether {@link #DASH} stands for it. */
    public static boolean isDash(char c) {
        return DASHES.indexOf(c) >= 0;
    }
}
