// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.Set;

/**
 * Which requests a webhook or a policy takes. Here {@code *} is all resources without subresources, <code>*&#47;*</code>
 * all with them, {@code pods/*} the subresources of pods.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/">Rules</a>
 */
record ResourceRule(
        Set<String> operations, Set<String> groups, Set<String> versions, Set<String> resources, String scope) {

    private static final String ALL = "*";
    private static final Set<String> SECRETS = Set.of(ALL, "*/*", "secrets", "secrets/*");
    private static final Set<String> TOKENS = Set.of("*/*", "*/token", "serviceaccounts/*", "serviceaccounts/token");

    static ResourceRule of(JsonNode rule) {
        Set<String> groups = Nodes.texts(rule.path("apiGroups"));
        for (JsonNode group : rule.path("apiGroups")) {
            if (group.isTextual() && group.textValue().isEmpty()) {
                groups.add("");
                break;
            }
        }
        String scope = Nodes.text(rule.path("scope"));
        return new ResourceRule(
                Nodes.texts(rule.path("operations")),
                groups,
                Nodes.texts(rule.path("apiVersions")),
                Nodes.texts(rule.path("resources")),
                scope.isEmpty() ? ALL : scope);
    }

    boolean hasGroup(String group) {
        return groups.contains(ALL) || groups.contains(group);
    }

    boolean hasResource(String resource) {
        return resources.contains(resource) || (resource.equals(ALL) && resources.contains("*/*"));
    }

    boolean takesSecrets() {
        return resources.stream().anyMatch(resource -> SECRETS.contains(resource) || TOKENS.contains(resource));
    }

    /** Whether it takes all that another one does. */
    boolean includes(ResourceRule other) {
        return includes(operations, other.operations)
                && includes(groups, other.groups)
                && includes(versions, other.versions)
                && (includes(resources, other.resources) || resources.contains("*/*"))
                && (scope.equals(ALL) || scope.equals(other.scope));
    }

    private static boolean includes(Set<String> all, Set<String> some) {
        return all.contains(ALL) || all.containsAll(some);
    }
}
