// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Stops the reading of one rule; becomes a {@link io.anchorwatch.streamjobs.detection.rule.RuleProblem}. */
final class RuleSyntaxException extends Exception {

    private final transient @Nullable ProblemLog log;
    private final int line;
    private final int column;

    RuleSyntaxException(Node where, String message) {
        this(where.getStartMark().getLine(), where.getStartMark().getColumn(), message);
    }

    /** Both counts start at 0. */
    RuleSyntaxException(int line, int column, String message) {
        this(null, line, column, message);
    }

    /** Of a certain file, which need not be the one that is being read: a filter changes rules of others. */
    RuleSyntaxException(@Nullable ProblemLog log, int line, int column, String message) {
        super(message);
        this.log = log;
        this.line = line;
        this.column = column;
    }

    /** Tells it where it belongs; {@code reading} is the file being read. */
    void tell(ProblemLog reading) {
        (log == null ? reading : log).error(line, column, String.valueOf(getMessage()));
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }
}
