// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What somebody meant to write. */
final class Nearest {

    private Nearest() {}

    /** A hint to end a message with: the name that was probably meant, else all there are. */
    static String hint(String written, Collection<String> known) {
        return to(written, known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElseGet(() -> "; known here: " + known.stream().sorted().collect(Collectors.joining(", ")));
    }

    private static Optional<String> to(String written, Collection<String> known) {
        int most = Math.max(2, written.length() / 3);
        return known.stream()
                .filter(name -> distance(lower(name), lower(written)) <= most)
                .min(Comparator.<String>comparingInt(name -> distance(lower(name), lower(written)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's: insertions, deletions and replacements. */
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replace = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, 1 + Math.min(previous[j], row[j - 1]));
            }
            previous = row;
        }
        return previous[to.length()];
    }
}
