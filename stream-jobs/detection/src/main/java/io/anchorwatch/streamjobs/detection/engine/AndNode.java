// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import java.util.List;
import java.util.Map;

/** All hold. */
final class AndNode implements Node {

    private final Node[] operands;

    AndNode(List<Node> operands) {
        this.operands = operands.toArray(new Node[0]);
    }

    @Override
    public boolean holds(Match match) {
        for (Node operand : operands) {
            if (!operand.holds(match)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void explain(Match match, Map<String, String> into) {
        for (Node operand : operands) {
            operand.explain(match, into);
        }
    }
}
