// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Every scalar of a tree, for keyword searches. */
public final class Leaves {

    private Leaves() {}

    /** All scalar values, names left out, in document order. */
    public static List<Object> of(JsonNode root) {
        List<Object> leaves = new ArrayList<>();
        collect(root, leaves);
        return leaves;
    }

    private static void collect(JsonNode node, List<Object> into) {
        if (node.isContainerNode()) {
            for (JsonNode child : node) {
                collect(child, into);
            }
        } else {
            into.add(Values.of(node));
        }
    }
}
