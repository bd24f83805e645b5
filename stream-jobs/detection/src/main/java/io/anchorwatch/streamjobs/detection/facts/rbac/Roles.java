// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a role grants. */
public final class Roles {

    private static final String AGGREGATE = "rbac.authorization.k8s.io/aggregate-to-";
    private static final String WILDCARD = "wildcard";
    private static final String SECRETS = "secrets-read";

    /** Each of them leads to all the others. */
    private static final Set<String> ADMIN = Set.of(
            WILDCARD,
            "escalate",
            "bind",
            "impersonate",
            "rbac-write",
            "token-request",
            "csr-approval",
            "nodes-proxy",
            "admission-write");

    private Roles() {}

    /**
     * Names of the dangerous grants, judged per rule: {@code wildcard} when one rule has every verb on every resource of
     * the core group, {@code non-resource-wildcard} when one has all paths, else as in the table of {@link Grant}.
     */
    public static List<Object> grants(JsonNode role) {
        return List.copyOf(granted(role, true));
    }

    /** Those that the role did not have before. */
    public static List<Object> grantsAdded(JsonNode before, JsonNode now) {
        return Nodes.added(granted(before, true), granted(now, true));
    }

    /**
     * Whether its content is as good as admin, whatever its name is: a grant that leads to all others and is not held to
     * named objects, or every secret of the cluster.
     */
    public static boolean isAdminLike(JsonNode role, boolean clusterWide) {
        Set<String> grants = granted(role, false);
        return grants.stream().anyMatch(ADMIN::contains) || (clusterWide && grants.contains(SECRETS));
    }

    /** Roles that its content is added to, such as view, edit and admin. */
    public static List<Object> aggregatesTo(JsonNode role) {
        Set<String> targets = new TreeSet<>();
        role.path("metadata").path("labels").properties().forEach(label -> {
            if (label.getKey().startsWith(AGGREGATE)
                    && Nodes.text(label.getValue()).equals("true")) {
                targets.add(label.getKey().substring(AGGREGATE.length()));
            }
        });
        return List.copyOf(targets);
    }

    private static Set<String> granted(JsonNode role, boolean alsoNamed) {
        Set<String> found = new TreeSet<>();
        for (JsonNode node : role.path("rules")) {
            PolicyRule rule = PolicyRule.of(node);
            if (rule.named() && !alsoNamed) {
                continue;
            }
            if (rule.isWildcard()) {
                found.add(WILDCARD);
            }
            if (rule.isPathWildcard()) {
                found.add("non-resource-wildcard");
            }
            for (Grant grant : Grant.ALL) {
                if (grant.isIn(rule)) {
                    found.add(grant.name());
                }
            }
        }
        return found;
    }
}
