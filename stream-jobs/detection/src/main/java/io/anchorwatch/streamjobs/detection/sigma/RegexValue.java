// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.anchorwatch.streamjobs.detection.expr.RegexSize;
import io.anchorwatch.streamjobs.detection.expr.TextRegex;

/** A value that is a regular expression: found anywhere in the text, in its case, unless modifiers say otherwise. */
final class RegexValue {

    private static final int MAX_LENGTH = 4_096;

    private RegexValue() {}

    static TextRegex test(Selection.Item item, Value value) throws RuleSyntaxException {
        String written = value.raw();
        if (written.length() > MAX_LENGTH) {
            throw value.place().problem("a regular expression has at most " + MAX_LENGTH + " characters");
        }
        if (!RegexSize.isBounded(written)) {
            throw value.place().problem("the repetitions multiply to more than RE2 can hold; use smaller ones");
        }
        int flags = (item.has(Modifier.IGNORE_CASE) ? Pattern.CASE_INSENSITIVE : 0)
                | (item.has(Modifier.MULTILINE) ? Pattern.MULTILINE : 0)
                | (item.has(Modifier.DOT_ALL) ? Pattern.DOTALL : 0);
        try {
            Pattern.compile(written, flags);
            return new TextRegex(Pattern.compile(anchored(item, written), flags));
        } catch (PatternSyntaxException invalid) {
            throw value.place()
                    .problem("not a regular expression of RE2 syntax (no look-around, no back-references): "
                            + invalid.getDescription());
        }
    }

    /** A search finds the expression anywhere already: only start and end add anything. */
    private static String anchored(Selection.Item item, String written) {
        boolean start = item.has(Modifier.STARTSWITH);
        boolean end = item.has(Modifier.ENDSWITH);
        return start || end ? (start ? "\\A(?:" : "(?:") + written + (end ? ")\\z" : ")") : written;
    }
}
