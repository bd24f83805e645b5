// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.slack;

import java.util.ArrayList;
import java.util.List;

/** Cuts mrkdwn where it hurts least. */
final class Parts {

    private static final int MOST_PARTS = 4;

    private Parts() {}

    /** At most four parts, none blank and none longer than {@code most}; cut at a line, a space, or before an entity. */
    static List<String> of(String text, int most) {
        List<String> parts = new ArrayList<>();
        String rest = text.strip();
        while (!rest.isEmpty() && parts.size() < MOST_PARTS) {
            int end = rest.length() <= most ? rest.length() : end(rest, most);
            parts.add(rest.substring(0, end).strip());
            rest = rest.substring(end).strip();
        }
        return parts;
    }

    private static int end(String text, int most) {
        for (char c : new char[] {'\n', ' ', '&'}) {
            int at = text.lastIndexOf(c, most - 1);
            if (at > most / 2) {
                return at;
            }
        }
        return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    }
}
