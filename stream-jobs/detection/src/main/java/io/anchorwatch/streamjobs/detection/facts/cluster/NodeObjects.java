// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Nodes: where the API server calls their kubelet, and what they let run. */
public final class NodeObjects {

    private static final String ROLE = "node-role.kubernetes.io/";
    private static final Set<String> CONTROL_PLANE = Set.of("control-plane", "master");

    private NodeObjects() {}

    /** Addresses and names in its status. */
    public static List<Object> addresses(JsonNode node) {
        return List.copyOf(all(node));
    }

    /** Whether its addresses differ from those before. */
    public static Object addressesChanged(JsonNode before, JsonNode now) {
        return !all(before).equals(all(now));
    }

    private static Set<String> all(JsonNode node) {
        return Nodes.texts(node.path("status").path("addresses"), address -> address.path("address"));
    }

    /** The port at which its kubelet is called, absent when its status names none. */
    public static Object kubeletPort(JsonNode node) {
        return Nodes.number(node.path("status")
                .path("daemonEndpoints")
                .path("kubeletEndpoint")
                .path("Port"));
    }

    /** Taints that it had, as {@code key:effect}. */
    public static List<Object> taintsRemoved(JsonNode before, JsonNode now) {
        return Nodes.added(taints(now), taints(before));
    }

    private static Set<String> taints(JsonNode node) {
        Set<String> taints = new TreeSet<>();
        for (JsonNode taint : node.path("spec").path("taints")) {
            taints.add(Nodes.text(taint.path("key")) + ":" + Nodes.text(taint.path("effect")));
        }
        return taints;
    }

    /** Whether it takes no new pods. */
    public static boolean isUnschedulable(JsonNode node) {
        return Nodes.isTrue(node.path("spec").path("unschedulable"));
    }

    /** Whether its labels say that it carries the control plane. */
    public static boolean isControlPlane(JsonNode node) {
        return roles(node).stream().anyMatch(CONTROL_PLANE::contains);
    }

    /** Roles that its labels say it has. */
    public static List<Object> roles(JsonNode node) {
        Set<String> roles = new TreeSet<>();
        for (String label : Nodes.keys(node.path("metadata").path("labels"))) {
            if (label.startsWith(ROLE)) {
                roles.add(label.substring(ROLE.length()));
            }
        }
        return List.copyOf(roles);
    }
}
