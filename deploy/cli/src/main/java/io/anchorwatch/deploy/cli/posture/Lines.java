// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.posture;

import io.anchorwatch.sinks.console.TerminalText;

/** Lines of at most so many columns, clean of what a terminal would obey. */
final class Lines {

    private static final int LONGEST = 4_000;

    private final StringBuilder text = new StringBuilder();
    private final int columns;

    Lines(int columns) {
        this.columns = columns;
    }

    /** The text, and how much of it there was where it is cut. */
    static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "… (" + text.length() + " characters)";
    }

    void title(String title) {
        text.append('\n').append(title).append('\n');
    }

    /** As it is, the end of the line trimmed. */
    void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    /** Not broken, for whoever copies it. */
    void whole(String indent, String line) {
        text.append(indent).append(TerminalText.clean(line)).append('\n');
    }

    /** Broken at blanks; further lines two columns deeper. */
    void wrapped(String indent, String line) {
        StringBuilder current = new StringBuilder(indent);
        String deeper = indent + "  ";
        boolean empty = true;
        for (String word : TerminalText.clean(shortened(line, LONGEST)).split(" ", -1)) {
            String shown = shortened(word, Math.max(20, columns - deeper.length() - 24));
            if (!empty && current.length() + 1 + shown.length() > columns) {
                text.append(current).append('\n');
                current = new StringBuilder(deeper);
                empty = true;
            }
            current.append(empty ? "" : " ").append(shown);
            empty = false;
        }
        text.append(current).append('\n');
    }

    String text() {
        return text.toString();
    }
}
