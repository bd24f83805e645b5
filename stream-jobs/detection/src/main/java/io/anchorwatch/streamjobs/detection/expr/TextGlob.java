// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import io.anchorwatch.streamjobs.detection.value.Fold;

/**
 * A pattern over the whole text: {@link #MULTI} stands for any run of characters, {@link #SINGLE} for exactly one.
 *
 * @param pattern literal characters and the two wildcards, which are private-use characters here so that every literal
 *     can be written
 */
public record TextGlob(String pattern, boolean cased) implements ValueTest {

    /** Any run of characters, none included. */
    public static final char MULTI = '\uE000';

    /** Exactly one character. */
    public static final char SINGLE = '\uE001';

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
            } else if (p < pattern.length() && (pattern.charAt(p) == SINGLE || pattern.charAt(p) == text.charAt(t))) {
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
}
