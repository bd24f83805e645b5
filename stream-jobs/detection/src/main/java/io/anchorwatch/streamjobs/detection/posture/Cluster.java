// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import java.util.Set;

/** The objects with what leads to what: workloads, addresses, access. */
record Cluster(ClusterState state, Units units, Exposures exposures, Access access) {

    private static final Set<String> ADMISSION = Set.of(
            "mutatingwebhookconfigurations",
            "validatingwebhookconfigurations",
            "validatingadmissionpolicies",
            "validatingadmissionpolicybindings",
            "mutatingadmissionpolicies",
            "mutatingadmissionpolicybindings");

    static Cluster of(ClusterState state) {
        Units units = new Units(state);
        return new Cluster(state, units, new Exposures(state, units), new Access(state));
    }

    Reach reach(Unit unit) {
        return Reach.of(
                Set.of(unit.root().namespace()),
                Set.of(),
                units.nodes(unit),
                exposures.addresses(unit.root().holder()));
    }

    /** How far an object reaches that is no workload. */
    Reach reach(Item item) {
        Holder holder = item.holder();
        Reach own = Reach.namespace(item.namespace());
        return switch (item.ref().resource()) {
            case "roles", "clusterroles" ->
                Reach.all(access.to(holder).stream().map(access::reach).toList());
            case "rolebindings", "clusterrolebindings" ->
                Reach.all(access.links().stream()
                        .filter(link -> link.binding().holder().equals(holder))
                        .map(access::reach)
                        .toList());
            case "namespaces" -> Reach.namespace(item.name());
            case "nodes" -> Reach.of(Set.of(), Set.of(), Set.of(item.name()), Set.of());
            case "serviceaccounts" -> own.and(account(item.namespace() + "/" + item.name()));
            default ->
                ADMISSION.contains(item.ref().resource())
                        ? Reach.of(state.namespaces(), Set.of(), Set.of(), Set.of())
                        : own.and(Reach.of(Set.of(), Set.of(), Set.of(), exposures.addresses(holder)));
        };
    }

    private Reach account(String namespaceAndName) {
        Reach reach = Reach.of(Set.of(), Set.of("ServiceAccount/" + namespaceAndName), Set.of(), Set.of());
        for (Unit unit : units.all()) {
            if (unit.serviceAccounts().contains(namespaceAndName)) {
                reach = reach.and(Reach.of(Set.of(), Set.of(), units.nodes(unit), Set.of()));
            }
        }
        return reach;
    }
}
