// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Roles with the rules that aggregation gives them. A cluster writes these into the role itself; in manifests only the
 * selector stands.
 */
final class AggregatedRoles {

    private final ClusterState state;

    AggregatedRoles(ClusterState state) {
        this.state = state;
    }

    JsonNode whole(Item role) {
        JsonNode selectors = role.object().path("aggregationRule").path("clusterRoleSelectors");
        if (!(role.object() instanceof ObjectNode own) || selectors.isEmpty()) {
            return role.object();
        }
        Set<JsonNode> rules = new LinkedHashSet<>();
        own.path("rules").forEach(rules::add);
        for (Item other : state.of(role.resource())) {
            if (isSelected(selectors, other)) {
                other.object().path("rules").forEach(rules::add);
            }
        }
        ObjectNode whole = own.deepCopy();
        ArrayNode all = whole.putArray("rules");
        rules.forEach(all::add);
        return whole;
    }

    /** The role that a rule of a role comes from: another one where that is aggregated into it, else itself. */
    Holder source(Item role, JsonNode rule) {
        JsonNode selectors = role.object().path("aggregationRule").path("clusterRoleSelectors");
        return state.of(role.resource()).stream()
                .filter(other -> isSelected(selectors, other) && has(other, rule))
                .map(Item::holder)
                .findFirst()
                .orElse(role.holder());
    }

    private static boolean has(Item role, JsonNode rule) {
        for (JsonNode own : role.object().path("rules")) {
            if (own.equals(rule)) {
                return true;
            }
        }
        return false;
    }

    /** Whether its rules go into another role. */
    boolean isAggregated(Item role) {
        return state.of(role.resource()).stream()
                .anyMatch(other ->
                        isSelected(other.object().path("aggregationRule").path("clusterRoleSelectors"), role));
    }

    private static boolean isSelected(JsonNode selectors, Item role) {
        for (JsonNode selector : selectors) {
            if (Labels.select(selector, role.object())) {
                return true;
            }
        }
        return false;
    }
}
