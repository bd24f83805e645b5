// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import java.util.Map;

/** A compiled expression. */
sealed interface Node permits AndNode, OrNode, NotNode, LeafNode, ElementsNode, PredicateNode {

    /** Whether it holds for the event in {@code match}. */
    boolean holds(Match match);

    /** Adds the fields and values that made it hold; call only when it does. */
    void explain(Match match, Map<String, String> into);
}
