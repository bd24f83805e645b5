// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Takes out of an object what must not, or need not, reach Kafka. RATIONALE.md lists and explains it. */
final class ObjectCleaner {

    private static final List<String> DATA = List.of("data", "stringData", "binaryData");
    private static final List<String> WRITER = List.of("manager", "operation", "subresource", "time");

    private final int maxDepth;

    ObjectCleaner(int maxDepth) {
        this.maxDepth = maxDepth;
    }

    /** Changes the object in place. */
    void clean(ObjectNode object, Set<JsonNode> ambiguous, String groupResource, boolean tooDeep) {
        boolean secret =
                groupResource.equals("secrets") || object.path("kind").asText().equals("Secret");
        boolean configMap = groupResource.equals("configmaps")
                || object.path("kind").asText().equals("ConfigMap");
        if (secret || configMap) {
            object.remove(DATA);
            if (object.path("metadata").path("annotations") instanceof ObjectNode annotations) {
                annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
            }
        }
        Sensitive context = new Sensitive(secret, false, groupResource.startsWith("certificatesigningrequests."));
        new BodyRedactor(new Mask(), maxDepth, ambiguous).body(object, context);
        if (object.path("metadata") instanceof ObjectNode metadata) {
            writers(metadata);
            if (tooDeep) {
                JsonNode annotations = metadata.path("annotations");
                (annotations instanceof ObjectNode known ? known : metadata.putObject("annotations"))
                        .put(Salvage.ANNOTATION, Salvage.TOO_DEEP);
            }
        }
    }

    /** The fields that each manager owns outweigh the object itself; who wrote when is a line. */
    private static void writers(ObjectNode metadata) {
        if (!metadata.has("managedFields")) {
            return;
        }
        JsonNode before = metadata.path("managedFields");
        ArrayNode after = metadata.putArray("managedFields");
        for (JsonNode entry : before) {
            if (entry instanceof ObjectNode writer) {
                after.add(writer.retain(WRITER));
            }
        }
    }
}
