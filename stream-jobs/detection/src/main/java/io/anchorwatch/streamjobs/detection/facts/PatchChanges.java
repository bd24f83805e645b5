// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a patch asked to change. An audit event never holds the object as it was, so nothing is known of before. */
public final class PatchChanges {

    private static final int MAX_CHANGES = 20;
    private static final int MAX_TEXT = 256;
    private static final int MAX_DEPTH = 24;

    private PatchChanges() {}

    /** Changed paths in the patch's order, at most 20; empty when the request was no patch or its body is not there. */
    public static List<Alert.Change> of(AuditView event) {
        List<Alert.Change> changes = new ArrayList<>();
        if (!event.text(Envelope.VERB).equals("patch")) {
            return changes;
        }
        JsonNode patch = event.requestObject();
        if (patch.isArray()) {
            patch.forEach(operation -> add(changes, operation.path("path").asText(), operation.path("value")));
        } else if (patch.isObject()) {
            collect("", patch, 0, changes);
        }
        return changes;
    }

    private static void collect(String path, JsonNode node, int depth, List<Alert.Change> into) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String below = path + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
            boolean typeMeta = path.isEmpty()
                    && (field.getKey().equals("kind") || field.getKey().equals("apiVersion"));
            if (field.getValue().isObject() && !field.getValue().isEmpty() && depth < MAX_DEPTH) {
                collect(below, field.getValue(), depth + 1, into);
            } else if (!typeMeta) {
                add(into, below, field.getValue());
            }
        }
    }

    private static void add(List<Alert.Change> into, String path, JsonNode value) {
        if (into.size() < MAX_CHANGES) {
            into.add(new Alert.Change(cut(path), "", value.isMissingNode() ? "" : cut(value.toString())));
        }
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }
}
