// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What stands for one character in a shell pattern.
 *
 * @param takes the characters
 * @param end where the pattern goes on
 */
record GlobStep(IntPredicate takes, int end) {

    /** POSIX classes, ASCII as in the C locale. */
    private static final Map<String, IntPredicate> CLASSES = Map.ofEntries(
            Map.entry("alpha", GlobStep::alpha),
            Map.entry("digit", GlobStep::digit),
            Map.entry("alnum", c -> alpha(c) || digit(c)),
            Map.entry("upper", c -> c >= 'A' && c <= 'Z'),
            Map.entry("lower", c -> c >= 'a' && c <= 'z'),
            Map.entry("space", c -> c == ' ' || (c >= 9 && c <= 13)),
            Map.entry("blank", c -> c == ' ' || c == '\t'),
            Map.entry("cntrl", c -> c < 32 || c == 127),
            Map.entry("print", c -> c >= 32 && c < 127),
            Map.entry("graph", c -> c > 32 && c < 127),
            Map.entry("punct", c -> c > 32 && c < 127 && !alpha(c) && !digit(c)),
            Map.entry("xdigit", c -> digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));

    /** The step that begins at {@code from}, which is no star. */
    static GlobStep at(String pattern, int from) {
        int c = pattern.codePointAt(from);
        int next = from + Character.charCount(c);
        if (c == '?') {
            return new GlobStep(any -> true, next);
        }
        if (c == '[') {
            @Nullable GlobStep bracket = bracket(pattern, next);
            if (bracket != null) {
                return bracket;
            }
        }
        if (c == '\\') {
            int escaped = pattern.codePointAt(next);
            return new GlobStep(is -> is == escaped, next + Character.charCount(escaped));
        }
        return new GlobStep(is -> is == c, next);
    }

    boolean takes(int character) {
        return takes.test(character);
    }

    /** Null when no bracket closes it: then it stands for itself. */
    private static @Nullable GlobStep bracket(String pattern, int start) {
        int i = start;
        boolean negated = i < pattern.length() && "!^".indexOf(pattern.charAt(i)) >= 0;
        i += negated ? 1 : 0;
        List<IntPredicate> any = new ArrayList<>();
        for (int first = i; i < pattern.length() && (pattern.charAt(i) != ']' || i == first); ) {
            int close = pattern.startsWith("[:", i) ? pattern.indexOf(":]", i + 2) : -1;
            if (close >= 0 && CLASSES.containsKey(pattern.substring(i + 2, close))) {
                any.add(CLASSES.get(pattern.substring(i + 2, close)));
                i = close + 2;
                continue;
            }
            i += escapes(pattern, i);
            int low = pattern.codePointAt(i);
            i += Character.charCount(low);
            int high = low;
            if (i + 1 < pattern.length() && pattern.charAt(i) == '-' && pattern.charAt(i + 1) != ']') {
                i += 1 + escapes(pattern, i + 1);
                high = pattern.codePointAt(i);
                i += Character.charCount(high);
            }
            int last = high;
            any.add(c -> c >= low && c <= last);
        }
        if (i >= pattern.length()) {
            return null;
        }
        return new GlobStep(c -> negated != any.stream().anyMatch(part -> part.test(c)), i + 1);
    }

    private static int escapes(String pattern, int i) {
        return pattern.charAt(i) == '\\' && i + 1 < pattern.length() ? 1 : 0;
    }

    private static boolean alpha(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }
}
