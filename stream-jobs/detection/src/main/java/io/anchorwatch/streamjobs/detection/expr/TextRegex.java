// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import com.google.re2j.Pattern;

/**
 * The text holds a match of a regular expression, in RE2 syntax and so in time linear in the text.
 *
 * @param regex compiled; found anywhere unless anchored
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2 syntax</a>
 */
public record TextRegex(Pattern regex) implements ValueTest {

    @Override
    public boolean accepts(Object value) {
        return ScalarTest.any(value, text -> regex.matcher(text).find());
    }

    @Override
    public String toString() {
        return "TextRegex[" + regex.flags() + ":" + regex.pattern() + "]";
    }
}
