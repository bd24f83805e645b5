// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.rule;

/**
 * Something wrong in a rule file, with where to look.
 *
 * @param level an error refuses the rule; a warning does not
 * @param file the file's name as the user gave it
 * @param line 1-based, 0 when the whole file is meant
 * @param column 1-based
 * @param message what is wrong and what to write instead
 * @param source the text of that line, for the caret; empty when unknown
 */
public record RuleProblem(Level level, String file, int line, int column, String message, String source) {

    /** How bad. */
    public enum Level {
        WARNING,
        ERROR
    }

    /** Whether the rule was refused for it. */
    public boolean isError() {
        return level == Level.ERROR;
    }

    /** {@code file:line:column: error: message}, then the line and a caret below the column. */
    public String render() {
        String where = line > 0 ? file + ":" + line + ":" + column : file;
        String head = where + ": " + (isError() ? "error: " : "warning: ") + message;
        if (source.isEmpty()) {
            return head;
        }
        return head + "\n    " + source + "\n    " + " ".repeat(Math.min(Math.max(column - 1, 0), source.length()))
                + "^";
    }
}
