// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.podsecurity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;

/** A pod that meets every version of restricted, and changes to it. */
final class TestPods {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STRICT = """
            {'metadata':{'name':'p'},'spec':{
              'securityContext':{'runAsNonRoot':true,'seccompProfile':{'type':'RuntimeDefault'}},
              'containers':[{'name':'c','image':'i',
                'securityContext':{'allowPrivilegeEscalation':false,'capabilities':{'drop':['ALL']}}}]}}""";

    private TestPods() {}

    static ObjectNode strict() {
        return (ObjectNode) read(STRICT);
    }

    /** The strict pod with a merge patch of it all, or of a container of it, which is put into the named list. */
    static ObjectNode with(String place, String patch) {
        ObjectNode pod = strict();
        if (place.equals("pod")) {
            merge(pod, read(patch));
            return pod;
        }
        ObjectNode spec = (ObjectNode) pod.get("spec");
        ObjectNode container = ((ObjectNode) spec.path("containers").get(0)).deepCopy();
        merge(container, read(patch));
        ArrayNode list = place.equals("containers") ? (ArrayNode) spec.path(place) : spec.putArray(place);
        list.add(container.put("name", "other"));
        return pod;
    }

    static final List<String> LISTS = List.of("containers", "initContainers", "ephemeralContainers");

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As RFC 7386 has it. */
    private static void merge(ObjectNode into, JsonNode patch) {
        patch.properties().forEach(field -> {
            JsonNode old = into.path(field.getKey());
            if (field.getValue().isNull()) {
                into.remove(field.getKey());
            } else if (old instanceof ObjectNode object && field.getValue().isObject()) {
                merge(object, field.getValue());
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
    }
}
