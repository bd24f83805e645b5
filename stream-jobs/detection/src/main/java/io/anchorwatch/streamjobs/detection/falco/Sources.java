// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The files that are read, and what was found wrong in them. */
final class Sources {

    private static final int MAX_PROBLEMS = 10_000;

    private final List<String> names = new ArrayList<>();
    private final List<List<String>> lines = new ArrayList<>();
    private final List<RuleProblem> problems = new ArrayList<>();

    /** Adds a file and gives its number. */
    int add(String name, String text) {
        names.add(name);
        lines.add(text.lines().toList());
        return names.size() - 1;
    }

    String name(long place) {
        return names.get(Located.file(place));
    }

    List<RuleProblem> problems() {
        return problems;
    }

    void error(long place, String message) {
        add(RuleProblem.Level.ERROR, place, message);
    }

    void warning(long place, String message) {
        add(RuleProblem.Level.WARNING, place, message);
    }

    /** A problem of a whole file. */
    void fileError(int file, String message) {
        problems.add(new RuleProblem(RuleProblem.Level.ERROR, names.get(file), 0, 0, message, ""));
    }

    private void add(RuleProblem.Level level, long place, String message) {
        if (problems.size() < MAX_PROBLEMS) {
            List<String> file = lines.get(Located.file(place));
            int line = Located.line(place);
            String source = line < file.size() ? file.get(line) : "";
            problems.add(new RuleProblem(
                    level,
                    name(place),
                    line + 1,
                    Located.column(place) + 1,
                    message,
                    source.length() > 400 ? "" : source));
        }
    }

    static long place(int file, Node node) {
        return Located.place(
                file, node.getStartMark().getLine(), node.getStartMark().getColumn());
    }

    /** The scalar's text, each character with its place: folding moves only blanks. */
    Located located(int file, ScalarNode node) {
        List<String> raw = lines.get(file);
        int line = node.getStartMark().getLine();
        int column = node.getStartMark().getColumn();
        ScalarStyle style = node.getScalarStyle();
        if (style == ScalarStyle.FOLDED || style == ScalarStyle.LITERAL) {
            line++;
            column = 0;
        } else if (style != ScalarStyle.PLAIN) {
            column++;
        }
        Located located = new Located();
        String value = node.getValue();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            while (!Character.isWhitespace(c)
                    && line < raw.size()
                    && (column >= raw.get(line).length() || raw.get(line).charAt(column) != c)) {
                boolean ended = column >= raw.get(line).length();
                line += ended ? 1 : 0;
                column = ended ? 0 : column + 1;
            }
            located.append(String.valueOf(c), Located.place(file, line, column));
            column += Character.isWhitespace(c) ? 0 : 1;
        }
        return located;
    }
}
