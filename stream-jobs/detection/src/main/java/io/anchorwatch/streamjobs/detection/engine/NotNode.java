// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import java.util.Map;

/** It does not hold; nothing in the event shows why. What could not be answered does not become true by negation. */
record NotNode(Node operand) implements Node {

    @Override
    public boolean holds(Match match) {
        int failures = match.failures();
        return !operand.holds(match) && match.failures() == failures;
    }

    @Override
    public void explain(Match match, Map<String, String> into) {}
}
