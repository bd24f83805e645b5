// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.index;

import io.anchorwatch.streamjobs.detection.value.Fold;

/** Comparison of a text, as it is in an event, with one that is folded already; copies nothing as long as it is ASCII. */
public final class FoldedText {

    /** What {@link #hash} says of a text it can't fold; a text whose hash happens to be this is folded in vain. */
    static final int BEYOND_ASCII = Integer.MIN_VALUE;

    private FoldedText() {}

    /** The hash that the folded text has. */
    static int hash(String raw) {
        int hash = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c >= 0x80) {
                return BEYOND_ASCII;
            }
            hash = 31 * hash + fold(c);
        }
        return hash;
    }

    /** Whether {@code raw}, folded, starts with {@code folded}. */
    public static boolean startsWith(String raw, String folded) {
        return raw.length() >= folded.length() && holds(raw, 0, folded);
    }

    /** Whether {@code raw}, folded, ends with {@code folded}. */
    public static boolean endsWith(String raw, String folded) {
        return raw.length() >= folded.length() && holds(raw, raw.length() - folded.length(), folded);
    }

    /** Whether {@code raw}, folded, contains {@code folded}. */
    public static boolean contains(String raw, String folded) {
        if (folded.isEmpty()) {
            return true;
        }
        char first = folded.charAt(0);
        char upper = first >= 'a' && first <= 'z' ? (char) (first - ('a' - 'A')) : first;
        int last = raw.length() - folded.length();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c >= 0x80) {
                return Fold.lower(raw).contains(folded);
            }
            if ((c == first || c == upper) && i <= last && holdsAscii(raw, i, folded) > 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(String raw, int from, String folded) {
        int answer = holdsAscii(raw, from, folded);
        return answer > 0 || (answer < 0 && Fold.lower(raw).startsWith(folded, from));
    }

    /** 1 when it holds, 0 when it doesn't, -1 when {@code raw} must be folded to know. */
    private static int holdsAscii(String raw, int from, String folded) {
        for (int i = 0; i < folded.length(); i++) {
            char c = raw.charAt(from + i);
            if (c >= 0x80) {
                return -1;
            }
            if (fold(c) != folded.charAt(i)) {
                return 0;
            }
        }
        return 1;
    }

    private static char fold(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
