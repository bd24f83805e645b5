// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.expr.TextAffix;
import io.anchorwatch.streamjobs.detection.expr.TextEquals;
import io.anchorwatch.streamjobs.detection.expr.TextGlob;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import java.util.List;
import java.util.Set;

/**
 * A Sigma string value: literal characters and the wildcards {@code *} and {@code ?}, of which a backslash takes the
 * meaning.
 *
 * @param pattern literal characters and the wildcards of {@link TextGlob}, adjacent stars collapsed
 * @see <a href="https://github.com/SigmaHQ/sigma-specification">Sigma 2.1, escaping</a>
 */
record SigmaText(String pattern) {

    private static final String STAR = String.valueOf(TextGlob.MULTI);

    static SigmaText parse(String written) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            char next = i + 1 < written.length() ? written.charAt(i + 1) : 0;
            if (c == '\\' && (next == '*' || next == '?' || next == '\\')) {
                pattern.append(next);
                i++;
            } else if (c == '*') {
                star(pattern);
            } else {
                pattern.append(c == '?' ? TextGlob.SINGLE : c);
            }
        }
        return new SigmaText(pattern.toString());
    }

    private static void star(StringBuilder pattern) {
        if (pattern.isEmpty() || pattern.charAt(pattern.length() - 1) != TextGlob.MULTI) {
            pattern.append(TextGlob.MULTI);
        }
    }

    SigmaText openStart() {
        return pattern.startsWith(STAR) ? this : new SigmaText(STAR + pattern);
    }

    SigmaText openEnd() {
        return pattern.endsWith(STAR) ? this : new SigmaText(pattern + STAR);
    }

    /**
     * With any dash in place of each dash that begins an option: no word character before it, one after it. Between
     * words a dash or slash is part of a name or a path.
     */
    SigmaText anyDash() {
        StringBuilder changed = new StringBuilder(pattern);
        for (int i = 0; i < pattern.length(); i++) {
            if (TextGlob.isDash(pattern.charAt(i)) && !isWord(i - 1) && isWord(i + 1)) {
                changed.setCharAt(i, TextGlob.DASH);
            }
        }
        return new SigmaText(changed.toString());
    }

    private boolean isWord(int at) {
        return at >= 0
                && at < pattern.length()
                && (Character.isLetterOrDigit(pattern.charAt(at)) || pattern.charAt(at) == '_');
    }

    /** Whether it holds no wildcard. */
    boolean isLiteral() {
        return pattern.chars().noneMatch(c -> c >= TextGlob.MULTI && c <= TextGlob.DASH);
    }

    /** The cheapest test that means the same. */
    ValueTest test(boolean cased) {
        if (isLiteral()) {
            return new TextEquals(Set.of(pattern), cased);
        }
        boolean start = pattern.startsWith(STAR);
        boolean end = pattern.length() > 1 && pattern.endsWith(STAR);
        String middle = pattern.substring(start ? 1 : 0, pattern.length() - (end ? 1 : 0));
        if (!new SigmaText(middle).isLiteral()) {
            return new TextGlob(pattern, cased);
        }
        TextAffix.Where where =
                start && end ? TextAffix.Where.ANYWHERE : start ? TextAffix.Where.END : TextAffix.Where.START;
        return new TextAffix(where, List.of(middle), cased);
    }
}
