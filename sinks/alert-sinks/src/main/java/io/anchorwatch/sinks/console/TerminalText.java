// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.console;

import java.util.ArrayList;
import java.util.List;

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
    public static String fit(String text, int columns) {
        String cut = cut(text, columns);
        return cut + " ".repeat(Math.max(0, columns - width(cut)));
    }

    /** Clean text in at most that many columns. */
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        return text.substring(0, end(text, 0, columns - 1)) + "…";
    }

    /** Clean text in lines of at most that many columns, in at most that many lines: the last is cut if need be. */
    static List<String> wrap(String text, int columns, int lines) {
        List<String> wrapped = new ArrayList<>();
        int from = 0;
        while (wrapped.size() < lines - 1 && width(text.substring(from)) > columns) {
            int end = Math.max(end(text, from, columns), from + 1);
            int blank = text.lastIndexOf(' ', end);
            int to = blank > from ? blank : end;
            wrapped.add(text.substring(from, to));
            from = blank > from ? blank + 1 : end;
        }
        wrapped.add(cut(text.substring(from), columns));
        return wrapped;
    }

    /** Where the text from {@code from} on has filled the columns. */
    private static int end(String text, int from, int columns) {
        int used = 0;
        int i = from;
        while (i < text.length() && used + width(text.codePointAt(i)) <= columns) {
            used += width(text.codePointAt(i));
            i += Character.charCount(text.codePointAt(i));
        }
        return i;
    }
}
