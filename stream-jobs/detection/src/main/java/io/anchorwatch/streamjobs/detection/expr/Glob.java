// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import io.anchorwatch.streamjobs.detection.value.Fold;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shell pattern over a whole text: {@code *}, {@code ?}, bracket expressions and backslash escapes, as
 * {@code fnmatch(3)} without flags has them, so that a star crosses slashes.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_13">POSIX.1, 2.13</a>
 */
public final class Glob {

    private final String pattern;
    private final boolean folded;
    /** What each step takes; null for a star. Null as a whole when the pattern can match nothing. */
    private final @Nullable List<@Nullable GlobStep> steps;

    private Glob(String pattern, boolean folded) {
        this.pattern = pattern;
        this.folded = folded;
        this.steps = steps(folded ? Fold.lower(pattern) : pattern);
    }

    /** Reads a pattern; every text is one. One that ends in the middle of an escape matches nothing, as in C. */
    public static Glob of(String pattern, boolean folded) {
        return new Glob(pattern, folded);
    }

    private static @Nullable List<@Nullable GlobStep> steps(String pattern) {
        List<@Nullable GlobStep> steps = new ArrayList<>();
        int i = 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i);
            if (c == '*') {
                if (steps.isEmpty() || steps.get(steps.size() - 1) != null) {
                    steps.add(null);
                }
                i++;
                continue;
            }
            if (c == '\\' && i + 1 == pattern.length()) {
                return null;
            }
            GlobStep step = GlobStep.at(pattern, i);
            steps.add(step);
            i = step.end();
        }
        return steps;
    }

    /** Whether case does not matter. */
    public boolean isFolded() {
        return folded;
    }

    /** A text that stands in every text that matches, as long as one is easily told; empty when none is. */
    public String literal() {
        String best = "";
        StringBuilder run = new StringBuilder();
        for (int i = 0; i < pattern.length() && pattern.charAt(i) != '['; i++) {
            char c = pattern.charAt(i);
            if (c == '*' || c == '?') {
                run.setLength(0);
                continue;
            }
            boolean escape = c == '\\' && i + 1 < pattern.length();
            i += escape ? 1 : 0;
            run.append(pattern.charAt(i));
            best = run.length() > best.length() ? run.toString() : best;
        }
        return best;
    }

    /** Greedy with one remembered star: at most text × pattern steps. */
    public boolean matches(String raw) {
        if (steps == null) {
            return false;
        }
        int[] text = (folded ? Fold.lower(raw) : raw).codePoints().toArray();
        int t = 0;
        int p = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length) {
            @Nullable GlobStep step = p < steps.size() ? steps.get(p) : null;
            if (p < steps.size() && step == null) {
                star = p++;
                resume = t;
            } else if (step != null && step.takes(text[t])) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        return p == steps.size() || (p == steps.size() - 1 && steps.get(p) == null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Glob that && pattern.equals(that.pattern) && folded == that.folded;
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return (folded ? "i:" : ":") + pattern;
    }
}
