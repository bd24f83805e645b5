// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.Collections;
import java.util.Set;

/**
 * One rule of a role, matched as the RBAC authorizer matches it: {@code *} is all resources with their subresources,
 * <code>*&#47;exec</code> that subresource of all, and {@code pods/*} nothing.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/">RBAC</a>
 */
record PolicyRule(Set<String> verbs, Set<String> groups, Set<String> resources, boolean named, Set<String> paths) {

    private static final String ALL = "*";

    static PolicyRule of(JsonNode rule) {
        return new PolicyRule(
                Nodes.texts(rule.path("verbs")),
                groups(rule.path("apiGroups")),
                Nodes.texts(rule.path("resources")),
                !rule.path("resourceNames").isEmpty(),
                Nodes.texts(rule.path("nonResourceURLs")));
    }

    /** Unlike other lists, this one has an empty text that means something: the core group. */
    private static Set<String> groups(JsonNode array) {
        Set<String> groups = Nodes.texts(array);
        for (JsonNode group : array) {
            if (group.isTextual() && group.textValue().isEmpty()) {
                groups.add("");
                break;
            }
        }
        return groups;
    }

    boolean allows(Set<String> wantedVerbs) {
        return verbs.contains(ALL) || !Collections.disjoint(verbs, wantedVerbs);
    }

    boolean isInGroup(String group) {
        return groups.contains(ALL) || groups.contains(group);
    }

    /** Whether it covers a resource, or a subresource as {@code pods/exec}. */
    boolean covers(String resource) {
        int slash = resource.indexOf('/');
        return resources.contains(resource)
                || resources.contains(ALL)
                || (slash > 0 && resources.contains(ALL + resource.substring(slash)));
    }

    boolean coversAny(Set<String> wanted) {
        return wanted.stream().anyMatch(this::covers);
    }

    /** Every verb on every resource of the core group or of all. */
    boolean isWildcard() {
        return verbs.contains(ALL) && resources.contains(ALL) && isInGroup("");
    }

    boolean isPathWildcard() {
        return paths.contains(ALL) || paths.contains("/*");
    }
}
