// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import java.util.List;
import java.util.Map;

/** One holds at least. */
final class OrNode implements Node {

    private final Node[] operands;

    OrNode(List<Node> operands) {
        this.operands = operands.toArray(new Node[0]);
    }

    @Override
    public boolean holds(Match match) {
        for (Node operand : operands) {
            if (operand.holds(match)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void explain(Match match, Map<String, String> into) {
        for (Node operand : operands) {
            if (operand.holds(match)) {
                operand.explain(match, into);
            }
        }
    }
}
