// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.postgres;

/**
 * JSON that {@code jsonb} takes: it refuses the escape of NUL, which an attacker may put into any name.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype-json.html">JSON types</a>
 */
final class JsonNul {

    private static final String NUL = "\\u0000";
    private static final String INSTEAD = "\\ufffd";

    private JsonNul() {}

    /** The same JSON with U+FFFD for each NUL. */
    static String replace(String json) {
        if (!json.contains(NUL)) {
            return json;
        }
        StringBuilder clean = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            if (json.charAt(i) != '\\') {
                clean.append(json.charAt(i));
            } else if (json.startsWith(NUL, i)) {
                clean.append(INSTEAD);
                i += NUL.length() - 1;
            } else {
                // A backslash and what it escapes, which may be a backslash before the letters of our escape.
                clean.append(json, i, i + 2);
                i++;
            }
        }
        return clean.toString();
    }
}
