// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.Map;
import java.util.Optional;

/** Which workload an object belongs to. An owner counts only when it is there under that uid: a claim alone is no owner. */
final class Owners {

    private static final int MAX_STEPS = 5;
    private static final Map<String, String> RESOURCES = Map.of(
            "ReplicaSet", "replicasets.apps",
            "Deployment", "deployments.apps",
            "DaemonSet", "daemonsets.apps",
            "StatefulSet", "statefulsets.apps",
            "ReplicationController", "replicationcontrollers",
            "Job", "jobs.batch",
            "CronJob", "cronjobs.batch");

    private final ClusterState state;

    Owners(ClusterState state) {
        this.state = state;
    }

    static boolean isWorkload(Item item) {
        return item.resource().equals("pods") || RESOURCES.containsValue(item.resource());
    }

    /** The outermost owner, the object itself when nobody owns it. */
    Item root(Item item) {
        Item root = item;
        for (int step = 0; step < MAX_STEPS; step++) {
            Optional<Item> owner = owner(root);
            if (owner.isEmpty()) {
                break;
            }
            root = owner.get();
        }
        return root;
    }

    private Optional<Item> owner(Item item) {
        for (JsonNode claim : item.object().path("metadata").path("ownerReferences")) {
            String resource = RESOURCES.getOrDefault(Nodes.text(claim.path("kind")), "");
            if (Nodes.isTrue(claim.path("controller")) && !resource.isEmpty()) {
                return state.find(resource, item.namespace(), Nodes.text(claim.path("name")))
                        .filter(owner -> owner.uid().equals(Nodes.text(claim.path("uid"))));
            }
        }
        return Optional.empty();
    }
}
