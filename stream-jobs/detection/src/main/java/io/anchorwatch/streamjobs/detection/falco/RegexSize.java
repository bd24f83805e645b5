// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How large a regex becomes when its counted repeats are written out, which is what the compiler does. */
final class RegexSize {

    private static final Pattern COUNT = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?}");

    private final Deque<Long> outer = new ArrayDeque<>();
    private long group;
    private long last;

    private RegexSize() {}

    static long of(String regex) {
        return new RegexSize().measure(regex);
    }

    private long measure(String regex) {
        Matcher count = COUNT.matcher(regex);
        int i = 0;
        while (i < regex.length()) {
            char c = regex.charAt(i);
            if (c == '{' && count.region(i, regex.length()).lookingAt()) {
                repeat(count);
                i = count.end();
                continue;
            }
            switch (c) {
                case '(' -> {
                    outer.push(group + last);
                    group = 0;
                    last = 0;
                }
                case ')' -> {
                    last = group + last + 2;
                    group = outer.isEmpty() ? 0 : outer.pop();
                }
                case '\\' -> {
                    atom();
                    i++;
                }
                default -> atom();
            }
            i++;
        }
        while (!outer.isEmpty()) {
            group += outer.pop();
        }
        return group + last;
    }

    private void atom() {
        group += last;
        last = 1;
    }

    private void repeat(Matcher count) {
        String most = count.group(2) == null || count.group(2).isEmpty() ? count.group(1) : count.group(2);
        // Sizes beyond any bound need not be told apart.
        last = Math.min(last * Math.max(1, Long.parseLong(most)), 1L << 30);
    }
}
