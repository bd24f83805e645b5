// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Regular expressions of pipelines, in RE2 syntax. */
final class Patterns {

    private Patterns() {}

    static Pattern of(Params params, String key) throws RuleSyntaxException {
        String text = params.text(key);
        return compile(text, params.place(key));
    }

    static Pattern compile(String text, Place place) throws RuleSyntaxException {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException invalid) {
            throw place.problem("not a regular expression of RE2 syntax: " + invalid.getDescription());
        }
    }
}
