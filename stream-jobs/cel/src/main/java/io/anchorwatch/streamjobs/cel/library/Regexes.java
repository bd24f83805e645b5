// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** RE2 patterns, of which few are kept: most rules write theirs out, but a pattern may come from an event too. */
final class Regexes {

    private static final int KEPT = 256;
    private static final Map<String, Pattern> KNOWN = new ConcurrentHashMap<>();

    private Regexes() {}

    static Pattern of(String text) {
        @Nullable Pattern known = KNOWN.get(text);
        if (known != null) {
            return known;
        }
        try {
            Pattern pattern = Pattern.compile(text);
            if (KNOWN.size() >= KEPT) {
                KNOWN.clear();
            }
            KNOWN.put(text, pattern);
            return pattern;
        } catch (PatternSyntaxException invalid) {
            throw Failure.of("illegal regular expression");
        }
    }
}
