// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import org.yaml.snakeyaml.nodes.Node;

/** Stops the reading of one rule; becomes a {@link io.anchorwatch.streamjobs.detection.rule.RuleProblem}. */
final class RuleSyntaxException extends Exception {

    private final int line;
    private final int column;

    RuleSyntaxException(Node where, String message) {
        this(where.getStartMark().getLine(), where.getStartMark().getColumn(), message);
    }

    /** Both counts start at 0. */
    RuleSyntaxException(int line, int column, String message) {
        super(message);
        this.line = line;
        this.column = column;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }
}
