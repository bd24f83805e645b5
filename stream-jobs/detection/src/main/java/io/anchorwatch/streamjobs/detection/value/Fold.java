// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.value;

import java.util.Locale;

/** Case folding for comparisons that ignore case: the same on both sides, independent of the machine's locale. */
public final class Fold {

    private Fold() {}

    /** The folded form; the same instance when there is nothing to fold. */
    public static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= 'A' && c <= 'Z') || c >= 0x80) {
                return fold(text);
            }
        }
        return text;
    }

    private static String fold(String text) {
        // Letters whose lower case is longer or that fold onto ASCII: without this an attacker's K (Kelvin) is no k.
        String simple = text.replace('\u0130', 'i')
                .replace('\u0131', 'i')
                .replace('\u017f', 's')
                .replace('\u212a', 'k');
        return simple.toLowerCase(Locale.ROOT);
    }
}
