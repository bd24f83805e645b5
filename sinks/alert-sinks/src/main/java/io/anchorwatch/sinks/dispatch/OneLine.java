// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

/** Reasons, fit for a log, a header and a page: one line, bounded, no control characters. */
final class OneLine {

    private static final int MOST_CHARS = 300;

    private OneLine() {}

    static String of(String text) {
        String cut = text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) + " …" : text;
        StringBuilder line = new StringBuilder(cut.length());
        cut.codePoints().map(c -> isPlain(c) ? c : '?').forEach(line::appendCodePoint);
        return line.toString();
    }

    private static boolean isPlain(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
