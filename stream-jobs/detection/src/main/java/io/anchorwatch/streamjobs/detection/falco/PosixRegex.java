// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.anchorwatch.streamjobs.detection.expr.RegexSize;
import io.anchorwatch.streamjobs.detection.expr.TextRegex;

/**
 * Regular expressions in RE2's POSIX syntax over the whole text: no Perl classes, groups or lazy repeats, and {@code ^}
 * and {@code $} hold at lines.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2 syntax</a>
 */
final class PosixRegex {

    private static final int MAX_LENGTH = 4_096;

    private PosixRegex() {}

    static TextRegex compile(String regex, long place) throws FalcoException {
        if (regex.length() > MAX_LENGTH) {
            throw new FalcoException(place, "a regex has at most " + MAX_LENGTH + " characters");
        }
        refusePerl(regex, place);
        if (!RegexSize.isBounded(regex)) {
            throw new FalcoException(place, "with its repeats written out the regex is larger than " + RegexSize.MAX);
        }
        try {
            Pattern.compile(regex);
            return new TextRegex(Pattern.compile("\\A(?m:" + regex + ")\\z"));
        } catch (PatternSyntaxException invalid) {
            throw new FalcoException(
                    place,
                    "not a regex that RE2 takes: "
                            + String.valueOf(invalid.getMessage()).split("\n", 2)[0]);
        } catch (StackOverflowError tooDeep) {
            throw new FalcoException(place, "the regex is nested too deep");
        }
    }

    private static void refusePerl(String regex, long place) throws FalcoException {
        boolean inClass = false;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            char next = i + 1 < regex.length() ? regex.charAt(i + 1) : 0;
            if (c == '\\') {
                if ("dDsSwWbBAzQEpPkGZ".indexOf(next) >= 0) {
                    throw new FalcoException(
                            place,
                            "\\" + next + " is Perl's; Falco's regexes are POSIX: write a class such as [[:digit:]]");
                }
                i++;
            } else if (inClass) {
                if (regex.startsWith("[:", i)) {
                    int close = regex.indexOf(":]", i + 2);
                    i = close < 0 ? i : close + 1;
                } else {
                    inClass = c != ']';
                }
            } else if (c == '[') {
                inClass = true;
                // A bracket that stands first is a member.
                i += next == '^' ? 1 : 0;
                i += i + 1 < regex.length() && regex.charAt(i + 1) == ']' ? 1 : 0;
            } else if (c == '(' && next == '?') {
                throw new FalcoException(place, "(? is Perl's; Falco's regexes are POSIX and have plain groups only");
            } else if (next == '?' && "*+?}".indexOf(c) >= 0) {
                throw new FalcoException(place, "a '?' after a repeat is Perl's; leave it out");
            }
        }
    }
}
