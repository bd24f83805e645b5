// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.ingest.event.ObjectRef;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import io.anchorwatch.streamjobs.detection.facts.workload.PodTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A workload: a controller with its pods, or a pod that nobody owns.
 *
 * @param root the controller, or that pod
 * @param pods those that are not over
 */
record Unit(Item root, List<Item> pods) {

    private static final Set<String> OVER = Set.of("Succeeded", "Failed");

    static boolean isOver(Item pod) {
        return OVER.contains(Nodes.text(pod.object().path("status").path("phase")));
    }

    boolean isPod() {
        return root.resource().equals("pods");
    }

    /** Its pods as they are; without any, one as its template makes it. */
    List<Item> podsOrTemplate() {
        return pods.isEmpty() ? templates() : pods;
    }

    /** Its pods, and one as its template makes it. */
    List<Item> podsAndTemplate() {
        List<Item> all = new ArrayList<>(pods);
        if (!isPod()) {
            all.addAll(templates());
        }
        return all;
    }

    private List<Item> templates() {
        List<Item> made = new ArrayList<>();
        for (PodTemplate template : PodTemplate.of(root.object())) {
            ObjectNode pod = JsonNodeFactory.instance.objectNode();
            pod.put("kind", "Pod").put("apiVersion", "v1");
            ObjectNode metadata = template.metadata() instanceof ObjectNode known && !isPod()
                    ? known.deepCopy()
                    : JsonNodeFactory.instance.objectNode();
            metadata.put("name", root.name()).put("namespace", root.namespace());
            pod.set("metadata", metadata);
            pod.set("spec", template.spec());
            made.add(new Item(new ObjectRef("", "v1", "pods", root.namespace(), root.name()), pod));
        }
        return made;
    }

    /** {@code namespace/name} of the service accounts that its pods run as. */
    SortedSet<String> serviceAccounts() {
        SortedSet<String> names = new TreeSet<>();
        for (Item pod : podsOrTemplate()) {
            JsonNode spec = pod.object().path("spec");
            String name = Nodes.text(spec.path("serviceAccountName"));
            String old = Nodes.text(spec.path("serviceAccount"));
            names.add(root.namespace() + "/" + (name.isEmpty() ? (old.isEmpty() ? "default" : old) : name));
        }
        return names;
    }
}
