// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import io.anchorwatch.streamjobs.detection.facts.rbac.Roles;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A binding with the role that it leads to.
 *
 * @param rules the role with all its rules; empty when it is not there
 * @param subjects as named
 * @param standard whether the API server makes this binding itself
 */
record Link(Item binding, Holder role, Optional<JsonNode> rules, SortedSet<String> subjects, boolean standard) {

    private static final String WILDCARD = "wildcard";
    private static final int MOST_GRANTS = 3;

    /** Grants that lead nowhere by themselves. */
    private static final Set<String> MINOR = Set.of("log-read", "lease-write");

    /** Where it holds; empty for the whole cluster. */
    String namespace() {
        return binding.namespace();
    }

    /** Names of its dangerous grants. */
    SortedSet<String> grants() {
        SortedSet<String> grants = new TreeSet<>();
        rules.ifPresent(role -> Roles.grants(role).forEach(grant -> grants.add(String.valueOf(grant))));
        grants.removeAll(MINOR);
        return grants;
    }

    /** Whether it gives what leads to everything: in the whole cluster, or in the namespace of the control plane. */
    boolean isAdmin() {
        boolean everywhere = namespace().isEmpty() || namespace().equals("kube-system");
        return everywhere && rules.filter(role -> Roles.isAdminLike(role, true)).isPresent();
    }

    /** The first rule of the role that alone gives as much. */
    Optional<JsonNode> adminRule() {
        for (JsonNode rule : rules.map(role -> role.path("rules")).orElse(JsonNodeFactory.instance.arrayNode())) {
            if (Roles.isAdminLike(alone(rule), true)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    /** What a rule gives, and by which verbs on which resources. */
    static String text(JsonNode rule) {
        List<String> grants =
                Roles.grants(alone(rule)).stream().map(String::valueOf).toList();
        String first = grants.contains(WILDCARD)
                ? WILDCARD
                : String.join(", ", grants.subList(0, Math.min(MOST_GRANTS, grants.size())))
                        + (grants.size() > MOST_GRANTS ? " …" : "");
        return first + ": " + String.join(",", Nodes.texts(rule.path("verbs"))) + " on "
                + String.join(",", Nodes.texts(rule.path("resources")));
    }

    private static JsonNode alone(JsonNode rule) {
        ObjectNode role = JsonNodeFactory.instance.objectNode();
        role.putArray("rules").add(rule);
        return role;
    }
}
