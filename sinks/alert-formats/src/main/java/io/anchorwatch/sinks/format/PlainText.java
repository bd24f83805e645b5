// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

/**
 * Text for people and for their tools: on one line, of bounded length, and with nothing in it that is not seen.
 *
 * <p>Lengths are counted as {@link String#length()} does, in UTF-16 units, since that is never less than code points.
 */
public final class PlainText {

    /** Stands where something was taken out, so that nobody mistakes the rest for the whole. */
    public static final char MARK = '·';

    /** Ends a text that was cut. */
    public static final char ELLIPSIS = '…';

    /** Written languages stack three; more is there to draw over the lines above and below. */
    private static final int MOST_COMBINING = 4;

    private PlainText() {}

    /**
     * The text without control characters (C0, C1, so no escape and no line end), format characters (bidirectional
     * overrides, zero width), other invisible characters, line and paragraph separators, lone surrogates and
     * noncharacters: each becomes a {@code ·}. Of more than four combining marks in a row the rest becomes one {@code ·}.
     */
    public static String clean(String text) {
        return clean(text, Integer.MAX_VALUE);
    }

    /**
     * {@linkplain #clean(String) Clean} text of at most {@code most} UTF-16 units; where it was longer, the last is a
     * {@code …}. Never ends within a code point.
     *
     * @throws IllegalArgumentException when {@code most} is less than 1
     */
    public static String clean(String text, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a text has room for 1 character at the least, not " + most);
        }
        StringBuilder clean = new StringBuilder(Math.min(text.length(), most));
        int combining = 0;
        int fits = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            combining = isCombining(c) ? combining + 1 : 0;
            if (combining <= MOST_COMBINING) {
                clean.appendCodePoint(isVisible(c) ? c : MARK);
            } else if (combining == MOST_COMBINING + 1) {
                clean.append(MARK);
            }
            if (clean.length() > most) {
                clean.setLength(fits);
                return clean.append(ELLIPSIS).toString();
            }
            if (clean.length() < most) {
                fits = clean.length();
            }
        }
        return clean.toString();
    }

    private static boolean isCombining(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static boolean isVisible(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && (c & 0xfffe) != 0xfffe
                && !(c >= 0xfdd0 && c <= 0xfdef)
                && !isBlank(c);
    }

    /**
     * Characters of other categories that leave no mark: fillers, the grapheme joiner, variation selectors, tags and
     * what else is reserved as ignorable.
     *
     * @see <a href="https://www.unicode.org/Public/16.0.0/ucd/DerivedCoreProperties.txt">Default_Ignorable_Code_Point</a>
     */
    private static boolean isBlank(int c) {
        return c == 0x34f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || (c >= 0x180b && c <= 0x180f)
                || (c >= 0x2060 && c <= 0x206f)
                || c == 0x2800
                || c == 0x3164
                || (c >= 0xfe00 && c <= 0xfe0f)
                || c == 0xffa0
                || (c >= 0xfff0 && c <= 0xfff8)
                || (c >= 0xe0000 && c <= 0xe0fff);
    }
}
