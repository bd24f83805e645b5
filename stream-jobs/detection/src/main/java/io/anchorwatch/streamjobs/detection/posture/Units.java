// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All workloads of a cluster. */
final class Units {

    private final ClusterState state;
    private final Owners owners;
    private final NavigableMap<Holder, Unit> units = new TreeMap<>();

    Units(ClusterState state) {
        this.state = state;
        this.owners = new Owners(state);
        for (Item item : state.all()) {
            boolean pod = item.resource().equals("pods");
            if (!Owners.isWorkload(item) || (pod && Unit.isOver(item))) {
                continue;
            }
            Item root = owners.root(item);
            Unit unit = units.computeIfAbsent(root.holder(), unused -> new Unit(root, new ArrayList<>()));
            if (pod) {
                unit.pods().add(item);
            }
        }
    }

    Collection<Unit> all() {
        return units.values();
    }

    Item root(Item item) {
        return owners.root(item);
    }

    /** Nodes that its pods are on; of a DaemonSet without pods those that its selector takes. */
    SortedSet<String> nodes(Unit unit) {
        SortedSet<String> nodes = new TreeSet<>();
        for (Item pod : unit.pods()) {
            nodes.add(Nodes.text(pod.object().path("spec").path("nodeName")));
        }
        nodes.remove("");
        if (unit.pods().isEmpty() && unit.root().resource().equals("daemonsets.apps")) {
            for (Item pod : unit.podsOrTemplate()) {
                nodes.addAll(selected(pod.object().path("spec").path("nodeSelector")));
            }
        }
        return nodes;
    }

    private List<String> selected(JsonNode selector) {
        return state.of("nodes").stream()
                .filter(node -> Labels.match(selector, node.object()))
                .map(Item::name)
                .toList();
    }
}
