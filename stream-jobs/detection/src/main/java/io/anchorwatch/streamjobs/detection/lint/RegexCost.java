// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/** What makes a regular expression dear: all are linear in the text here, but the factor is the pattern's. */
final class RegexCost {

    private static final int MAX_ALTERNATIVES = 50;
    private static final Pattern LEADING = Pattern.compile("(\\(\\?[a-zA-Z]+\\))?\\^?\\.[*+]\\??.*", Pattern.DOTALL);
    private static final Pattern COUNT = Pattern.compile("\\{[0-9]+(,[0-9]*)?}");

    private RegexCost() {}

    /** What to write instead; empty when nothing stands out. */
    static Optional<String> problem(String regex) {
        if (LEADING.matcher(regex).matches()) {
            return Optional.of(
                    "a pattern is searched for anywhere in the text; leave the '.*' at its start out, or write"
                            + " '|contains' when the rest is plain text");
        }
        Shape shape = shape(regex);
        if (shape.nestedCounts) {
            return Optional.of("counted repeats within counted repeats multiply the pattern; repeat with '+' or '*', or"
                    + " count only once");
        }
        if (shape.alternatives > MAX_ALTERNATIVES && !regex.startsWith("^")) {
            return Optional.of("tries " + shape.alternatives + " alternatives at every place of the text; write a list"
                    + " under '|contains', or start the pattern with '^'");
        }
        return Optional.empty();
    }

    private record Shape(int alternatives, boolean nestedCounts) {}

    /** One pass over the pattern; what stands in classes or behind a backslash is plain text. */
    private static Shape shape(String regex) {
        Deque<Boolean> counted = new ArrayDeque<>();
        boolean within = false;
        boolean lastGroupCounts = false;
        boolean nested = false;
        int alternatives = 1;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            boolean closed = false;
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                i = afterClass(regex, i);
            } else if (c == '(') {
                counted.push(within);
                within = false;
            } else if (c == ')' && !counted.isEmpty()) {
                lastGroupCounts = within;
                within = counted.pop() || within;
                closed = true;
            } else if (c == '{'
                    && COUNT.matcher(regex).region(i, regex.length()).lookingAt()) {
                nested |= lastGroupCounts;
                within = true;
            } else if (c == '|') {
                alternatives++;
            }
            lastGroupCounts = closed && lastGroupCounts;
        }
        return new Shape(alternatives, nested);
    }

    private static int afterClass(String regex, int open) {
        int i = open + 1;
        if (i < regex.length() && regex.charAt(i) == '^') {
            i++;
        }
        int first = i;
        while (i < regex.length() && (regex.charAt(i) != ']' || i == first)) {
            i += regex.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }
}
