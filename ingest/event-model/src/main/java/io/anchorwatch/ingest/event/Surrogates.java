// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

/** UTF-16 surrogates without their other half, which UTF-8 cannot carry. */
final class Surrogates {

    private static final int ESCAPE = 6;

    private Surrogates() {}

    static boolean isLoneIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (isLoneAt(text, i)) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    static String replaceLone(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                out.append(c);
            } else if (isLoneAt(text, i)) {
                out.append('\uFFFD');
            } else {
                out.append(c).append(text.charAt(++i));
            }
        }
        return out.toString();
    }

    /** Replaces escapes of lone surrogates in JSON text: the parser refuses them in names. */
    static String replaceLoneEscapes(String json) {
        StringBuilder out = new StringBuilder(json);
        for (int i = json.indexOf('\\'); i >= 0; i = json.indexOf('\\', i)) {
            char unit = escapeAt(json, i);
            boolean pair = Character.isHighSurrogate(unit) && Character.isLowSurrogate(escapeAt(json, i + ESCAPE));
            if (Character.isSurrogate(unit) && !pair) {
                out.replace(i + 2, i + ESCAPE, "FFFD");
            }
            // The second char of any escape, a backslash above all, is no start of another.
            i += pair ? 2 * ESCAPE : 2;
        }
        return out.toString();
    }

    /** The UTF-16 unit that is escaped there, or 0. */
    private static char escapeAt(String json, int at) {
        if (!json.startsWith("\\u", at) || at + ESCAPE > json.length()) {
            return 0;
        }
        int unit = 0;
        for (int i = at + 2; i < at + ESCAPE; i++) {
            int digit = Character.digit(json.charAt(i), 16);
            if (digit < 0 || json.charAt(i) >= 0x80) {
                return 0;
            }
            unit = (unit << 4) | digit;
        }
        return (char) unit;
    }

    private static boolean isLoneAt(String text, int i) {
        return Character.isLowSurrogate(text.charAt(i))
                || i + 1 == text.length()
                || !Character.isLowSurrogate(text.charAt(i + 1));
    }
}
