// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a written role grants, judged per policy rule, and whom a written binding names. */
final class RbacFacts {

    private static final Set<String> READ = Set.of("get", "list", "watch");
    private static final Set<String> WRITE = Set.of("create", "update", "patch", "delete", "deletecollection");

    /** A dangerous permission: any of these verbs on any of these resources, within one policy rule. */
    private record Grant(String name, Set<String> verbs, Set<String> resources) {}

    private static final List<Grant> GRANTS = List.of(
            new Grant("secrets-read", READ, Set.of("secrets")),
            new Grant(
                    "exec",
                    Set.of("create", "get", "update", "patch"),
                    Set.of("pods/exec", "pods/attach", "pods/ephemeralcontainers", "pods/portforward")),
            new Grant("nodes-proxy", Set.of("get", "create"), Set.of("nodes/proxy")),
            new Grant("escalate", Set.of("escalate"), Set.of("roles", "clusterroles")),
            new Grant("bind", Set.of("bind"), Set.of("roles", "clusterroles")),
            new Grant("impersonate", Set.of("impersonate"), Set.of("users", "groups", "serviceaccounts", "uids")),
            new Grant("token-request", Set.of("create"), Set.of("serviceaccounts/token")),
            new Grant("csr-approval", Set.of("update", "patch"), Set.of("certificatesigningrequests/approval")),
            new Grant("csr-approval", Set.of("approve", "sign"), Set.of("signers")),
            new Grant(
                    "admission-write",
                    WRITE,
                    Set.of(
                            "mutatingwebhookconfigurations",
                            "validatingwebhookconfigurations",
                            "validatingadmissionpolicies",
                            "validatingadmissionpolicybindings")),
            new Grant(
                    "status-write",
                    Set.of("update", "patch"),
                    Set.of("services/status", "nodes/status", "pods/status")),
            new Grant(
                    "rbac-write",
                    Set.of("create", "update", "patch"),
                    Set.of("roles", "rolebindings", "clusterroles", "clusterrolebindings")));

    private RbacFacts() {}

    /** Names of the dangerous grants in a role, {@code wildcard} when one rule has every verb on every resource. */
    static List<Object> grants(JsonNode role) {
        Set<String> found = new TreeSet<>();
        for (JsonNode rule : role.path("rules")) {
            Set<String> verbs = texts(rule.path("verbs"));
            Set<String> resources = texts(rule.path("resources"));
            if (verbs.contains("*") && resources.contains("*")) {
                found.add("wildcard");
            }
            boolean named = rule.path("resourceNames").size() > 0;
            for (Grant grant : GRANTS) {
                boolean verb = verbs.contains("*") || !Collections.disjoint(grant.verbs(), verbs);
                boolean counts = !named || !grant.name().equals("secrets-read");
                if (verb && counts && covers(resources, grant.resources())) {
                    found.add(grant.name());
                }
            }
        }
        return List.copyOf(found);
    }

    private static boolean covers(Set<String> resources, Set<String> wanted) {
        for (String resource : wanted) {
            if (covers(resources, resource)) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(Set<String> resources, String wanted) {
        int slash = wanted.indexOf('/');
        return resources.contains(wanted)
                || resources.contains("*")
                || (slash > 0 && resources.contains("*" + wanted.substring(slash)));
    }

    /** {@code User/name}, {@code Group/name} or {@code ServiceAccount/namespace/name} of each subject. */
    static List<Object> subjects(JsonNode binding) {
        List<Object> subjects = new ArrayList<>();
        for (JsonNode subject : binding.path("subjects")) {
            String kind = subject.path("kind").asText();
            String namespace =
                    kind.equals("ServiceAccount") ? subject.path("namespace").asText() + "/" : "";
            subjects.add(kind + "/" + namespace + subject.path("name").asText());
        }
        return subjects;
    }

    /** Whether a binding names the actor, or one of the actor's groups that not everybody is in. */
    static boolean grantsTo(List<Object> subjects, String user, List<String> groups) {
        String serviceAccount = "system:serviceaccount:";
        String asSubject = user.startsWith(serviceAccount)
                ? "ServiceAccount/" + user.substring(serviceAccount.length()).replace(':', '/')
                : "User/" + user;
        return subjects.contains(asSubject)
                || subjects.contains("User/" + user)
                || groups.stream()
                        .filter(group -> !group.startsWith("system:") || group.startsWith("system:serviceaccounts:"))
                        .anyMatch(group -> subjects.contains("Group/" + group));
    }

    /** {@code kind/name} of the role that a binding grants; empty when there is none. */
    static String roleRef(JsonNode binding) {
        JsonNode role = binding.path("roleRef");
        return role.isObject()
                ? role.path("kind").asText() + "/" + role.path("name").asText()
                : "";
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
