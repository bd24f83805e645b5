// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.posture;

/** HTML while it is written: what is text goes through {@link #text}, what is mark-up stands in this program. */
final class Html {

    private static final int LONGEST = 300;

    private final StringBuilder out = new StringBuilder();

    /** Mark-up of this program's own. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Text of anybody's. */
    Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** A table's cell. */
    Html cell(String text) {
        return raw("<td>").text(text).raw("</td>");
    }

    /** A cell with a number; the label stands before it where the table is shown as cards. */
    Html number(long number, String label) {
        return raw("<td class=\"n" + (number == 0 ? " zero" : "") + "\" data-v=\"" + number + "\" data-l=\"" + label
                + "\">" + number + "</td>");
    }

    @Override
    public String toString() {
        return out.toString();
    }

    /** In content or a quoted attribute. What can't be seen, or turns text around, is shown as its code point. */
    static String escaped(String text) {
        String shown =
                text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "… (" + text.length() + " characters)";
        StringBuilder escaped = new StringBuilder(shown.length() + 16);
        shown.codePoints().forEach(point -> append(point, escaped));
        return escaped.toString();
    }

    private static void append(int point, StringBuilder into) {
        switch (point) {
            case '&' -> into.append("&amp;");
            case '<' -> into.append("&lt;");
            case '>' -> into.append("&gt;");
            case '"' -> into.append("&quot;");
            case '\'' -> into.append("&#39;");
            default -> {
                if (isSeen(point)) {
                    into.appendCodePoint(point);
                } else {
                    into.append("\\u{").append(Integer.toHexString(point)).append('}');
                }
            }
        }
    }

    private static boolean isSeen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
