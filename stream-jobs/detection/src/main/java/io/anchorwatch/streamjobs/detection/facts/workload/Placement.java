// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.workload;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Where a workload runs. */
public final class Placement {

    private static final Set<String> ROLES =
            Set.of("node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master");
    private static final String HOSTNAME = "kubernetes.io/hostname";
    private static final Set<String> WANTED = Set.of("In", "Exists");

    private Placement() {}

    /** The node that it names; absent when the scheduler chooses. */
    public static Object nodeName(Workload workload) {
        return Nodes.value(workload.first("nodeName"));
    }

    /** Its priority class, absent when it names none. */
    public static Object priorityClass(Workload workload) {
        return Nodes.value(workload.first("priorityClassName"));
    }

    /** Whether it tolerates the taint that keeps others off control-plane nodes. */
    public static boolean toleratesControlPlane(Workload workload) {
        return workload.ofSpecs("tolerations").anyMatch(Placement::reachesControlPlane);
    }

    private static boolean reachesControlPlane(JsonNode toleration) {
        String key = Nodes.text(toleration.path("key"));
        String effect = Nodes.text(toleration.path("effect"));
        boolean anyKey =
                key.isEmpty() && Nodes.text(toleration.path("operator")).equals("Exists");
        return (anyKey || ROLES.contains(key)) && (effect.isEmpty() || effect.equals("NoSchedule"));
    }

    /** Whether it asks for control-plane nodes, by their role or by a node name that says so. */
    public static boolean pinnedToControlPlane(Workload workload) {
        return workload.anySpec(spec -> namesControlPlane(Nodes.text(spec.path("nodeName")))
                || selects(spec.path("nodeSelector"))
                || terms(spec).anyMatch(Placement::asks));
    }

    private static boolean selects(JsonNode selector) {
        return ROLES.stream().anyMatch(selector::has) || namesControlPlane(Nodes.text(selector.path(HOSTNAME)));
    }

    private static Stream<JsonNode> terms(JsonNode spec) {
        return Workload.stream(spec.path("affinity")
                        .path("nodeAffinity")
                        .path("requiredDuringSchedulingIgnoredDuringExecution")
                        .path("nodeSelectorTerms"))
                .flatMap(term -> Stream.concat(
                        Workload.stream(term.path("matchExpressions")), Workload.stream(term.path("matchFields"))));
    }

    private static boolean asks(JsonNode requirement) {
        String key = Nodes.text(requirement.path("key"));
        if (!WANTED.contains(Nodes.text(requirement.path("operator")))) {
            return false;
        }
        boolean byName = key.equals(HOSTNAME) || key.equals("metadata.name");
        return ROLES.contains(key)
                || (byName && Nodes.texts(requirement.path("values")).stream().anyMatch(Placement::namesControlPlane));
    }

    private static boolean namesControlPlane(String node) {
        String name = node.toLowerCase(Locale.ROOT);
        return name.contains("control-plane")
                || name.contains("controlplane")
                || name.startsWith("master")
                || name.contains("-master");
    }
}
