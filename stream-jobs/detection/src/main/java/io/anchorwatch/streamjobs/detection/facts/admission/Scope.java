// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which objects something watches, and whether a change lets some out of sight. */
final class Scope {

    /** Rules that are held against each other; of more, only equal ones are found. */
    private static final int COMPARED = 64;

    private static final List<String> SELECTORS = List.of("namespaceSelector", "objectSelector");

    private Scope() {}

    /** Whether something that the rules took is now taken by none of them. */
    static boolean rulesRemoved(JsonNode before, JsonNode now) {
        Set<ResourceRule> left = new HashSet<>();
        now.forEach(rule -> left.add(ResourceRule.of(rule)));
        List<ResourceRule> wide = new ArrayList<>(left).subList(0, Math.min(left.size(), COMPARED));
        for (JsonNode rule : before) {
            ResourceRule old = ResourceRule.of(rule);
            if (!left.contains(old) && wide.stream().noneMatch(other -> other.includes(old))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a selector or condition asks for something that it did not ask for. */
    static boolean narrowed(JsonNode before, JsonNode now) {
        return SELECTORS.stream().anyMatch(selector -> asksMore(before.path(selector), now.path(selector)))
                || hasNew(before.path("matchConditions"), now.path("matchConditions"), "expression");
    }

    private static boolean asksMore(JsonNode before, JsonNode now) {
        JsonNode old = before.path("matchLabels");
        boolean labels = now.path("matchLabels").properties().stream()
                .anyMatch(label -> !label.getValue().equals(old.path(label.getKey())));
        return labels || hasNew(before.path("matchExpressions"), now.path("matchExpressions"), "");
    }

    /** Whether a list has an element, or one of its elements a text, that the other has not. */
    static boolean hasNew(JsonNode before, JsonNode now, String field) {
        Set<Object> old = new HashSet<>();
        before.forEach(element -> old.add(key(element, field)));
        for (JsonNode element : now) {
            if (!old.contains(key(element, field))) {
                return true;
            }
        }
        return false;
    }

    private static Object key(JsonNode element, String field) {
        return field.isEmpty() ? element : Nodes.text(element.path(field));
    }
}
