// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.console;

/** Text that can do nothing to a terminal but be read. */
public final class TerminalText {

    private static final int ESCAPE = 0x1b;

    private TerminalText() {}

    /**
     * The text on one line, without control characters (C0, C1, the escape that begins ANSI and OSC sequences), format
     * characters (bidirectional overrides, zero-width), lone surrogates and line separators. What is taken out leaves a
     * {@code ·}, so that nobody mistakes the rest for the whole.
     */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(c -> isReadable(c) ? c : '·').forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isReadable(int c) {
        int type = Character.getType(c);
        return c != ESCAPE
                && type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.PRIVATE_USE
                && type != Character.UNASSIGNED
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    /** Columns that clean text takes: two for East Asian wide characters and emoji, none for combining marks. */
    static int width(String text) {
        return text.codePoints().map(TerminalText::width).sum();
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = (c >= 0x1100 && c <= 0x115f)
                || (c >= 0x2e80 && c <= 0xa4cf)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xfe30 && c <= 0xfe6f)
                || (c >= 0xff00 && c <= 0xff60)
                || (c >= 0xffe0 && c <= 0xffe6)
                || (c >= 0x1f300 && c <= 0x1faff)
                || (c >= 0x20000 && c <= 0x3fffd);
        return wide ? 2 : 1;
    }

    /** Clean text in exactly that many columns: filled with spaces, or cut with an ellipsis. */
    static String fit(String text, int columns) {
        String cut = cut(text, columns);
        return cut + " ".repeat(Math.max(0, columns - width(cut)));
    }

    /** Clean text in at most that many columns. */
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int used = 0;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (used + width(c) > columns - 1) {
                break;
            }
            cut.appendCodePoint(c);
            used += width(c);
            i += Character.charCount(c);
        }
        return cut.append('…').toString();
    }
}
