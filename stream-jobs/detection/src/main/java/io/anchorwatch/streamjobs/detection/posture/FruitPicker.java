// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import static io.anchorwatch.streamjobs.detection.posture.Access.RBAC;
import static io.anchorwatch.streamjobs.detection.posture.Fruit.Effect.BREAKS_NOTHING;
import static io.anchorwatch.streamjobs.detection.posture.Fruit.Effect.ONE_OBJECT;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.network.Services;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import io.anchorwatch.streamjobs.detection.facts.rbac.Bindings;
import io.anchorwatch.streamjobs.detection.facts.rbac.Roles;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Finds what one command makes safer. */
final class FruitPicker {

    private static final String ACCOUNT = "ServiceAccount/";

    private final Cluster cluster;
    private final AggregatedRoles roles;
    private final List<Fruit> fruit = new ArrayList<>();

    FruitPicker(Cluster cluster) {
        this.cluster = cluster;
        this.roles = new AggregatedRoles(cluster.state());
    }

    List<Fruit> pick(List<NamespaceStandard> standards) {
        standards.stream().filter(NamespaceStandard::hasRoom).forEach(this::label);
        for (Link link : cluster.access().links()) {
            if (!link.standard()) {
                dangling(link);
                anonymous(link);
            }
        }
        cluster.state().of("clusterroles" + RBAC).forEach(this::unbound);
        cluster.state().of("roles" + RBAC).forEach(this::unbound);
        cluster.state().of("serviceaccounts").forEach(this::automount);
        cluster.state().of("services").forEach(this::externalIps);
        fruit.sort(Fruit.ORDER);
        return fruit;
    }

    private void label(NamespaceStandard row) {
        String level = row.met().wireName();
        Holder namespace = new Holder("namespaces", "", row.namespace());
        fruit.add(new Fruit(
                BREAKS_NOTHING,
                namespace,
                "Enforce Pod Security " + level,
                row.workloads() == 0
                        ? "it has no workloads now"
                        : row.workloads() == 1
                                ? "its one workload meets it"
                                : "its " + row.workloads() + " workloads meet it",
                Shell.kubectl("label --overwrite", namespace, "pod-security.kubernetes.io/enforce=" + level)));
    }

    private void dangling(Link link) {
        ClusterState state = cluster.state();
        Holder binding = link.binding().holder();
        String title = "Delete a binding that grants nothing";
        if (link.rules().isEmpty() && state.knows(link.role().resource())) {
            fruit.add(new Fruit(
                    BREAKS_NOTHING,
                    binding,
                    title,
                    "its role " + link.role().name() + " is not there",
                    Shell.kubectl("delete", binding, "")));
        } else if (state.knows("serviceaccounts") && namesNobody(link.subjects())) {
            fruit.add(new Fruit(
                    BREAKS_NOTHING,
                    binding,
                    title,
                    link.subjects().isEmpty()
                            ? "it has no subjects"
                            : "none of the service accounts that it names is there",
                    Shell.kubectl("delete", binding, "")));
        }
    }

    private boolean namesNobody(SortedSet<String> subjects) {
        for (String subject : subjects) {
            String[] parts = subject.split("/", 3);
            if (parts.length < 3
                    || !subject.startsWith(ACCOUNT)
                    || cluster.state()
                            .find("serviceaccounts", parts[1], parts[2])
                            .isPresent()) {
                return false;
            }
        }
        return true;
    }

    private void anonymous(Link link) {
        Holder binding = link.binding().holder();
        boolean discovery = binding.namespace().equals("kube-public");
        if (Bindings.namesAnonymous(link.binding().object()) && !discovery) {
            fruit.add(new Fruit(
                    ONE_OBJECT,
                    binding,
                    "Take a role from those without credentials",
                    "everybody who reaches the API server has " + link.role().name(),
                    Shell.kubectl("delete", binding, "")));
        }
    }

    private void unbound(Item role) {
        boolean dangerous = !Roles.grants(role.object()).isEmpty();
        if (dangerous
                && !Defaults.isDefault(role)
                && cluster.access().to(role.holder()).isEmpty()
                && !roles.isAggregated(role)) {
            fruit.add(new Fruit(
                    BREAKS_NOTHING,
                    role.holder(),
                    "Delete a role with dangerous grants that nobody has",
                    "no binding leads to it: "
                            + String.join(
                                    ", ",
                                    Roles.grants(role.object()).stream()
                                            .map(String::valueOf)
                                            .limit(4)
                                            .toList()),
                    Shell.kubectl("delete", role.holder(), "")));
        }
    }

    private void automount(Item account) {
        String name = account.namespace() + "/" + account.name();
        JsonNode automount = account.object().path("automountServiceAccountToken");
        if (!account.name().equals("default")
                || Nodes.isFalse(automount)
                || !cluster.access().of(name).isEmpty()) {
            return;
        }
        long users = cluster.units().all().stream()
                .filter(unit -> unit.serviceAccounts().contains(name))
                .count();
        if (users > 0) {
            fruit.add(new Fruit(
                    ONE_OBJECT,
                    account.holder(),
                    "Give pods no token that they have no use for",
                    "it has no role, and " + users + (users == 1 ? " workload runs" : " workloads run") + " as it",
                    Shell.kubectl("patch", account.holder(), "-p '{\"automountServiceAccountToken\":false}'")));
        }
    }

    private void externalIps(Item service) {
        List<Object> addresses = Services.externalIps(service.object());
        if (!addresses.isEmpty()) {
            fruit.add(new Fruit(
                    ONE_OBJECT,
                    service.holder(),
                    "Take external addresses from a service",
                    addresses.size() == 1
                            ? "nodes redirect the traffic of one address to it"
                            : "nodes redirect the traffic of " + addresses.size() + " addresses to it",
                    Shell.kubectl(
                            "patch",
                            service.holder(),
                            "--type=json -p '[{\"op\":\"remove\",\"path\":\"/spec/externalIPs\"}]'")));
        }
    }
}
