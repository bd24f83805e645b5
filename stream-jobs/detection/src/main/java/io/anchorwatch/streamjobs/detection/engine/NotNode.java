// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import java.util.Map;

/** It does not hold; nothing in the event shows why. */
record NotNode(Node operand) implements Node {

    @Override
    public boolean holds(Match match) {
        return !operand.holds(match);
    }

    @Override
    public void explain(Match match, Map<String, String> into) {}
}
