// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** All objects of a cluster at one time, in order of namespace, resource and name. Of two with one name the later counts. */
public final class ClusterState {

    private final NavigableMap<Holder, Item> items = new TreeMap<>();
    private final NavigableMap<String, NavigableMap<Holder, Item>> byResource = new TreeMap<>();

    /** Takes the objects, in the order in which they were read. */
    public ClusterState(Collection<Item> objects) {
        for (Item item : objects) {
            items.put(item.holder(), item);
            byResource
                    .computeIfAbsent(item.resource(), unused -> new TreeMap<>())
                    .put(item.holder(), item);
        }
    }

    Collection<Item> all() {
        return items.values();
    }

    /** Those of {@code pods} or {@code deployments.apps}. */
    List<Item> of(String resource) {
        return List.copyOf(byResource.getOrDefault(resource, new TreeMap<>()).values());
    }

    /** Whether anything is known of a resource: else that something is not there means nothing. */
    boolean knows(String resource) {
        return byResource.containsKey(resource);
    }

    Optional<Item> find(String resource, String namespace, String name) {
        return Optional.ofNullable(items.get(new Holder(resource, namespace, name)));
    }

    /** Every namespace that is there or that an object says it is in. */
    NavigableSet<String> namespaces() {
        NavigableSet<String> names = new TreeSet<>();
        for (Item item : items.values()) {
            names.add(item.resource().equals("namespaces") ? item.name() : item.namespace());
        }
        names.remove("");
        return names;
    }

    /** Versions that the nodes' kubelets say they have. */
    NavigableSet<String> kubeletVersions() {
        NavigableSet<String> versions = new TreeSet<>();
        of("nodes")
                .forEach(node -> versions.add(
                        Nodes.text(node.object().path("status").path("nodeInfo").path("kubeletVersion"))));
        versions.remove("");
        return versions;
    }
}
