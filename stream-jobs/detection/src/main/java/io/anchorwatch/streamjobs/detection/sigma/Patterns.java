// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.anchorwatch.streamjobs.detection.expr.RegexSize;

/** Regular expressions of pipelines, in RE2 syntax. */
final class Patterns {

    private Patterns() {}

    static Pattern of(Params params, String key) throws RuleSyntaxException {
        String text = params.text(key);
        return compile(text, params.place(key));
    }

    static Pattern compile(String text, Place place) throws RuleSyntaxException {
        if (text.length() > 4_096 || !RegexSize.isBounded(text)) {
            throw place.problem("the expression is too large for RE2 syntax here");
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException invalid) {
            throw place.problem("not a regular expression of RE2 syntax: " + invalid.getDescription());
        }
    }
}
