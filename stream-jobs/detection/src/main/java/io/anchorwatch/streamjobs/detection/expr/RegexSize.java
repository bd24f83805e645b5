// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a regular expression gets when its repetitions are written out, which is what compiling it does: nested
 * ones multiply, and a short text fills any memory.
 */
public final class RegexSize {

    /** Characters written out: far above what a rule needs, far below what hurts. */
    public static final long MAX = 20_000;

    private static final Pattern REPEAT = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?}");

    private RegexSize() {}

    /** Whether it stays below what any rule needs; tells before anything is compiled. */
    public static boolean isBounded(String regex) {
        Deque<Long> groups = new ArrayDeque<>();
        Matcher repeat = REPEAT.matcher(regex);
        long size = 0;
        long last = 0;
        int i = 0;
        while (i < regex.length() && size + last <= MAX) {
            char c = regex.charAt(i);
            if (c == '{' && repeat.region(i, regex.length()).lookingAt()) {
                last *= Math.max(1, count(repeat));
                i = repeat.end();
                continue;
            }
            if (c == '(') {
                groups.push(size + last);
                size = 0;
                last = 0;
            } else if (c == ')' && !groups.isEmpty()) {
                last = size + last + 1;
                size = groups.pop();
            } else {
                size += last;
                last = 1;
                i += c == '\\' ? 1 : c == '[' ? afterClass(regex, i) : 0;
            }
            i++;
        }
        return size + last <= MAX;
    }

    private static long count(Matcher repeat) {
        long least = Long.parseLong(repeat.group(1));
        String most = repeat.group(2);
        return most == null || most.isEmpty() ? least : Math.max(least, Long.parseLong(most));
    }

    /** Characters from the bracket that opens a class to the one that closes it. */
    private static int afterClass(String regex, int open) {
        int i = open + 1;
        if (i < regex.length() && regex.charAt(i) == '^') {
            i++;
        }
        int first = i;
        while (i < regex.length() && (regex.charAt(i) != ']' || i == first)) {
            i += regex.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, regex.length() - 1) - open;
    }
}
