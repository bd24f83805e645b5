// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who really gets what: bindings with the roles that they lead to. */
final class Access {

    static final String RBAC = ".rbac.authorization.k8s.io";
    private static final String ACCOUNT = "ServiceAccount/";
    private static final String ACCOUNT_USER = "User/system:serviceaccount:";
    private static final String ALL_ACCOUNTS = "Group/system:serviceaccounts";
    private static final String EVERYBODY = "Group/system:authenticated";

    private final ClusterState state;
    private final AggregatedRoles roles;
    private final NavigableSet<String> accounts = new TreeSet<>();
    private final List<Link> links = new ArrayList<>();

    Access(ClusterState state) {
        this.state = state;
        this.roles = new AggregatedRoles(state);
        state.of("serviceaccounts")
                .forEach(account -> accounts.add(ACCOUNT + account.namespace() + "/" + account.name()));
        state.of("clusterrolebindings" + RBAC).forEach(this::link);
        state.of("rolebindings" + RBAC).forEach(this::link);
    }

    private void link(Item binding) {
        JsonNode ref = binding.object().path("roleRef");
        boolean ofCluster = Nodes.text(ref.path("kind")).equals("ClusterRole");
        String name = Nodes.text(ref.path("name"));
        Holder role =
                new Holder((ofCluster ? "clusterroles" : "roles") + RBAC, ofCluster ? "" : binding.namespace(), name);
        Optional<Item> found = state.find(role.resource(), role.namespace(), role.name());
        links.add(new Link(binding, role, found.map(roles::whole), subjects(binding), Defaults.isDefault(binding)));
    }

    private SortedSet<String> subjects(Item binding) {
        SortedSet<String> named = new TreeSet<>();
        for (JsonNode subject : binding.object().path("subjects")) {
            String kind = Nodes.text(subject.path("kind"));
            String namespace = kind.equals("ServiceAccount") ? Nodes.text(subject.path("namespace")) + "/" : "";
            String text = kind + "/" + namespace + Nodes.text(subject.path("name"));
            named.add(
                    text.startsWith(ACCOUNT_USER)
                            ? ACCOUNT + text.substring(ACCOUNT_USER.length()).replaceFirst(":", "/")
                            : text);
        }
        return named;
    }

    List<Link> links() {
        return links;
    }

    /** The subjects of a link, and the service accounts that are in its groups. */
    SortedSet<String> members(Link link) {
        SortedSet<String> all = new TreeSet<>(link.subjects());
        for (String subject : link.subjects()) {
            if (subject.equals(ALL_ACCOUNTS) || subject.equals(EVERYBODY)) {
                all.addAll(accounts);
            } else if (subject.startsWith(ALL_ACCOUNTS + ":")) {
                String prefix = ACCOUNT + subject.substring(ALL_ACCOUNTS.length() + 1) + "/";
                all.addAll(accounts.stream()
                        .filter(account -> account.startsWith(prefix))
                        .toList());
            }
        }
        return all;
    }

    /** The role that a rule of a link's role comes from. */
    Holder source(Link link, JsonNode rule) {
        return state.find(
                        link.role().resource(),
                        link.role().namespace(),
                        link.role().name())
                .map(role -> roles.source(role, rule))
                .orElse(link.role());
    }

    /** Links that lead to a role. */
    List<Link> to(Holder role) {
        return links.stream().filter(link -> link.role().equals(role)).toList();
    }

    /** Links of a service account, by name or by its groups, those that every authenticated user has left out. */
    List<Link> of(String namespaceAndName) {
        String subject = ACCOUNT + namespaceAndName;
        return links.stream()
                .filter(link -> !link.standard() && members(link).contains(subject))
                .toList();
    }

    /** Whom and where a link reaches. */
    Reach reach(Link link) {
        return Reach.of(
                link.namespace().isEmpty() ? state.namespaces() : List.of(link.namespace()),
                members(link),
                List.of(),
                List.of());
    }
}
