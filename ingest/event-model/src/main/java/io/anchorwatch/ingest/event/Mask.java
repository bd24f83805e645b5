// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Replaces values by one fixed text, and remembers whether it had to. Keys and nulls stay: what was set is no secret. */
final class Mask {

    static final String TEXT = "[redacted]";
    private static final TextNode NODE = TextNode.valueOf(TEXT);

    private boolean used;

    /** Whether anything was replaced since the last {@link #reset}. */
    boolean used() {
        return used;
    }

    /** Forgets, or restores, what {@link #used} says. */
    void reset(boolean value) {
        used = value;
    }

    /** The node with all its leaves masked; containers are changed in place. */
    JsonNode leaves(JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(entry -> entry.setValue(leaves(entry.getValue())));
            return node;
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, leaves(array.path(i)));
            }
            return array;
        }
        if (node.isNull() || TEXT.equals(node.textValue())) {
            return node;
        }
        used = true;
        return NODE;
    }

    /** {@code after}, noting that it was changed if it is not {@code before}. */
    String changed(String before, String after) {
        used |= !before.equals(after);
        return after;
    }
}
