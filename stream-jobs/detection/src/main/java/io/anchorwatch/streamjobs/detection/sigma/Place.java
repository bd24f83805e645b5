// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Where something stands, for complaints that come after its file was read. */
record Place(ProblemLog log, Node node) {

    void warn(String message) {
        log.warning(node.getStartMark().getLine(), node.getStartMark().getColumn(), message);
    }

    RuleSyntaxException problem(String message) {
        return new RuleSyntaxException(
                log, node.getStartMark().getLine(), node.getStartMark().getColumn(), message);
    }

    /** Points at a character of a text. */
    RuleSyntaxException problem(int offset, String message) {
        return node instanceof ScalarNode text ? log.at(text, offset, message) : problem(message);
    }
}
