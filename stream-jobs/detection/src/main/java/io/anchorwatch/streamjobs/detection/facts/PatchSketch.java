// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an object that a JSON Patch writes. Where a path runs into an array that only the stored object has, an
 * object stands in for it, with the index as key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
 */
final class PatchSketch {

    private static final Set<String> WRITES = Set.of("add", "replace");
    private static final int MAX_SEGMENTS = 64;

    private PatchSketch() {}

    static JsonNode of(JsonNode patch) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        int operation = 0;
        for (JsonNode step : patch) {
            String path = step.path("path").asText();
            JsonNode value = step.path("value");
            if (!WRITES.contains(step.path("op").asText()) || value.isMissingNode()) {
                continue;
            }
            if (path.startsWith("/")) {
                write(root, path.substring(1).split("/", MAX_SEGMENTS), value.deepCopy(), "-" + operation++);
            } else if (path.isEmpty() && value instanceof ObjectNode whole) {
                root = whole.deepCopy();
            }
        }
        return root;
    }

    private static void write(ObjectNode root, String[] segments, JsonNode value, String appended) {
        JsonNode node = root;
        for (int i = 0; i < segments.length; i++) {
            String name = segments[i].replace("~1", "/").replace("~0", "~");
            boolean last = i == segments.length - 1;
            @Nullable JsonNode child = last ? null : child(node, name);
            if (child == null) {
                child = last ? value : JsonNodeFactory.instance.objectNode();
                put(node, name.equals("-") ? appended : name, child);
            }
            node = child;
        }
    }

    private static @Nullable JsonNode child(JsonNode node, String name) {
        JsonNode child = node.isArray() ? node.path(index(name)) : node.path(name);
        return child.isContainerNode() ? child : null;
    }

    private static void put(JsonNode node, String key, JsonNode child) {
        if (node instanceof ArrayNode array) {
            array.add(child);
        } else {
            ((ObjectNode) node).set(key, child);
        }
    }

    private static int index(String name) {
        return name.matches("[0-9]{1,6}") ? Integer.parseInt(name) : -1;
    }
}
