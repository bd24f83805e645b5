// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Whom a binding names. */
public final class Bindings {

    private static final String SERVICE_ACCOUNT = "ServiceAccount";
    private static final String SERVICE_ACCOUNT_USER = "system:serviceaccount:";
    private static final Set<String> ANONYMOUS = Set.of("User/system:anonymous", "Group/system:unauthenticated");
    private static final String SERVICE_ACCOUNTS = "Group/system:serviceaccounts";
    private static final Set<String> BROAD =
            Set.of("Group/system:authenticated", "Group/system:unauthenticated", SERVICE_ACCOUNTS);

    private Bindings() {}

    /** {@code User/name}, {@code Group/name} or {@code ServiceAccount/namespace/name} of each subject. */
    public static List<Object> subjects(JsonNode binding) {
        return List.copyOf(named(binding));
    }

    /** Those that it did not name before. */
    public static List<Object> subjectsAdded(JsonNode before, JsonNode now) {
        return Nodes.added(named(before), named(now));
    }

    /** Whether it names those who did not authenticate. */
    public static boolean namesAnonymous(JsonNode binding) {
        return named(binding).stream().anyMatch(ANONYMOUS::contains);
    }

    /** Subjects that are everybody, or every service account of the cluster or of a namespace. */
    public static List<Object> broadSubjects(JsonNode binding) {
        return Nodes.list(named(binding).stream()
                .filter(subject -> BROAD.contains(subject) || subject.startsWith(SERVICE_ACCOUNTS + ":"))
                .toList());
    }

    /** Default service accounts, as {@code namespace/default}: every pod that asks for no other has one. */
    public static List<Object> defaultServiceAccounts(JsonNode binding) {
        return serviceAccounts(
                binding, subject -> Nodes.text(subject.path("name")).equals("default"));
    }

    /** Service accounts of other namespaces than the binding's, as {@code namespace/name}; none for the cluster's. */
    public static List<Object> crossNamespaceSubjects(JsonNode binding, String namespace) {
        return serviceAccounts(
                binding,
                subject -> !namespace.isEmpty()
                        && !Nodes.text(subject.path("namespace")).isEmpty()
                        && !Nodes.text(subject.path("namespace")).equals(namespace));
    }

    /** {@code kind/name} of the role that a binding grants; empty when there is none. */
    public static String roleRef(JsonNode binding) {
        JsonNode role = binding.path("roleRef");
        return role.isObject() ? Nodes.text(role.path("kind")) + "/" + Nodes.text(role.path("name")) : "";
    }

    /** Whether a binding names a user, or one of the user's groups that not everybody is in. */
    public static boolean grantsTo(JsonNode binding, String user, List<String> groups) {
        Set<String> subjects = named(binding);
        String asSubject = user.startsWith(SERVICE_ACCOUNT_USER)
                ? SERVICE_ACCOUNT
                        + "/"
                        + user.substring(SERVICE_ACCOUNT_USER.length()).replace(':', '/')
                : "User/" + user;
        return subjects.contains(asSubject)
                || subjects.contains("User/" + user)
                || groups.stream()
                        .filter(group -> !group.startsWith("system:") || group.startsWith("system:serviceaccounts:"))
                        .anyMatch(group -> subjects.contains("Group/" + group));
    }

    private static Set<String> named(JsonNode binding) {
        Set<String> subjects = new TreeSet<>();
        for (JsonNode subject : binding.path("subjects")) {
            String kind = Nodes.text(subject.path("kind"));
            String namespace = kind.equals(SERVICE_ACCOUNT) ? Nodes.text(subject.path("namespace")) + "/" : "";
            subjects.add(kind + "/" + namespace + Nodes.text(subject.path("name")));
        }
        return subjects;
    }

    private static List<Object> serviceAccounts(JsonNode binding, Predicate<JsonNode> wanted) {
        Set<String> found = new TreeSet<>();
        for (JsonNode subject : binding.path("subjects")) {
            if (Nodes.text(subject.path("kind")).equals(SERVICE_ACCOUNT) && wanted.test(subject)) {
                found.add(Nodes.text(subject.path("namespace")) + "/" + Nodes.text(subject.path("name")));
            }
        }
        return List.copyOf(found);
    }
}
