// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** Masks in one audit event what must not reach Kafka: RATIONALE.md lists and explains it. */
final class Redactor {

    private static final String URI = "requestURI";
    private static final String STATUS = "responseStatus";
    private static final String RESPONSE = "responseObject";

    private final int maxDepth;

    Redactor(int maxDepth) {
        this.maxDepth = maxDepth;
    }

    /** Masks in place, and says whether anything was masked. Nothing is the second time. */
    boolean redact(JsonTree tree) {
        Mask mask = new Mask();
        BodyRedactor bodies = new BodyRedactor(mask, maxDepth, tree.ambiguous());
        if (!(tree.root() instanceof ObjectNode event)) {
            bodies.redact(tree.root(), Sensitive.NOTHING);
            return mask.used();
        }
        Sensitive target = target(event, tree);
        StatusRedactor status = new StatusRedactor(mask);
        status.redact(event.path(STATUS), target);
        if (event.path(RESPONSE).path("kind").asText("").equals("Status")) {
            status.redact(event.path(RESPONSE), target);
        }
        for (Map.Entry<String, JsonNode> field : event.properties()) {
            field(field, target, bodies, mask);
        }
        return mask.used();
    }

    private static void field(Map.Entry<String, JsonNode> field, Sensitive target, BodyRedactor bodies, Mask mask) {
        JsonNode before = field.getValue();
        if (field.getKey().equals(URI) && before.isTextual()) {
            String uri = mask.changed(before.textValue(), UriRedactor.redact(before.textValue()));
            field.setValue(TextNode.valueOf(uri));
        } else if (Salvage.isBody(field.getKey())) {
            field.setValue(bodies.body(before, target));
        } else if (before.isContainerNode()) {
            bodies.redact(before, target);
        }
    }

    /** A target that was told twice may be any of the two: then everything is suspect. */
    private static Sensitive target(ObjectNode event, JsonTree tree) {
        JsonNode ref = event.path("objectRef");
        boolean twice = tree.ambiguous().contains(event) || tree.ambiguous().contains(ref);
        return twice ? Sensitive.ALL : Sensitive.ofTarget(ref);
    }
}
