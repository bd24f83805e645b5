// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Collects the problems of one file, each with the text of its line. */
final class ProblemLog {

    private final String file;
    private final List<String> lines;
    private final List<RuleProblem> problems;
    private final Set<RuleProblem> told = new HashSet<>();

    ProblemLog(String file, String text, List<RuleProblem> problems) {
        this.file = file;
        this.lines = text.lines().toList();
        this.problems = problems;
    }

    String file() {
        return file;
    }

    /** Counts start at 0; a negative line means the whole file. */
    void error(int line, int column, String message) {
        add(RuleProblem.Level.ERROR, line, column, message);
    }

    void warning(int line, int column, String message) {
        add(RuleProblem.Level.WARNING, line, column, message);
    }

    /** A complaint about the character {@code offset} of a text. */
    RuleSyntaxException at(ScalarNode text, int offset, String message) {
        TextPlace place = TextPlace.of(text, offset, lines);
        return new RuleSyntaxException(this, place.line(), place.column(), message);
    }

    private void add(RuleProblem.Level level, int line, int column, String message) {
        String source = line >= 0 && line < lines.size() ? lines.get(line) : "";
        RuleProblem problem = new RuleProblem(level, file, line + 1, column + 1, message, source);
        // A filter is compiled once for itself and once for each rule; it is told once.
        if (told.add(problem)) {
            problems.add(problem);
        }
    }
}
