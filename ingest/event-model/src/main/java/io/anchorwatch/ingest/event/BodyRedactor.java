// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;

/** Masks secrets in a request or response body, or in JSON inside a string, in place. One use, one thread. */
final class BodyRedactor {

    private final Mask mask;
    private final EmbeddedJson embedded;
    private final Set<JsonNode> ambiguous;

    /** {@code ambiguous}: objects that had a key twice, by identity; grows as JSON inside strings is read. */
    BodyRedactor(Mask mask, int maxDepth, Set<JsonNode> ambiguous) {
        this.mask = mask;
        this.embedded = new EmbeddedJson(mask, maxDepth);
        this.ambiguous = ambiguous;
    }

    /** A whole body: one that has no structure cannot be judged, so in a sensitive place it is masked. */
    JsonNode body(JsonNode node, Sensitive context) {
        boolean opaque = node.isValueNode() && (context.secret() || context.token() || context.csr());
        return opaque ? mask.leaves(node) : redact(node, context);
    }

    /** The node to put where {@code node} was. */
    JsonNode redact(JsonNode node, Sensitive context) {
        if (node instanceof ObjectNode object) {
            object(object, context);
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, redact(array.path(i), context));
            }
        } else if (node.isTextual()) {
            return text(node, context);
        }
        return node;
    }

    private void object(ObjectNode object, Sensitive outer) {
        boolean twice = !ambiguous.isEmpty() && ambiguous.contains(object);
        Sensitive context = twice ? Sensitive.ALL : outer.within(object.path("kind"));
        PatchOperation operation = PatchOperation.of(object, context, twice);
        for (var entry : object.properties()) {
            entry.setValue(member(entry.getKey(), entry.getValue(), context, operation));
        }
    }

    private JsonNode member(String key, JsonNode value, Sensitive context, PatchOperation operation) {
        if (context.masks(key)) {
            return mask.leaves(value);
        }
        if (key.equals("env") && value.isArray()) {
            envList(value);
        }
        if (key.equals("value")) {
            switch (operation) {
                case SECRET_VALUE -> {
                    return mask.leaves(value);
                }
                case ENV_VARIABLE -> envVariable(value);
                case ENV_LIST -> envList(value);
                case PLAIN -> {}
            }
        }
        return redact(value, context);
    }

    private void envList(JsonNode list) {
        list.forEach(this::envVariable);
    }

    private void envVariable(JsonNode variable) {
        if (variable instanceof ObjectNode object && object.has("value")) {
            object.set("value", mask.leaves(object.path("value")));
        }
    }

    private JsonNode text(JsonNode node, Sensitive context) {
        String before = node.textValue();
        String after = embedded.redact(before, context, this, ambiguous);
        return after.equals(before) ? node : TextNode.valueOf(after);
    }
}
