// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.Set;

/** Label selectors. */
final class Labels {

    private Labels() {}

    /** Whether an object has all labels of a plain map. */
    static boolean match(JsonNode wanted, JsonNode object) {
        return wanted.properties().stream()
                .allMatch(label -> Nodes.label(object, label.getKey()).equals(Nodes.text(label.getValue())));
    }

    /** Whether a selector with {@code matchLabels} and {@code matchExpressions} takes an object. */
    static boolean select(JsonNode selector, JsonNode object) {
        if (!match(selector.path("matchLabels"), object)) {
            return false;
        }
        for (JsonNode expression : selector.path("matchExpressions")) {
            if (!holds(expression, object)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(JsonNode expression, JsonNode object) {
        String key = Nodes.text(expression.path("key"));
        boolean there = object.path("metadata").path("labels").has(key);
        Set<String> values = Nodes.texts(expression.path("values"));
        boolean in = there && values.contains(Nodes.label(object, key));
        return switch (Nodes.text(expression.path("operator"))) {
            case "In" -> in;
            case "NotIn" -> !in;
            case "Exists" -> there;
            case "DoesNotExist" -> !there;
            default -> false;
        };
    }
}
