// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.facts.workload.Workload;
import java.util.Set;

/** Whether an event is about what a workload runs, and the workload. */
final class WorkloadSubject {

    private static final Workload NONE = Workload.of(MissingNode.getInstance(), false);

    /** Status and scale writes repeat the whole object without changing what runs. */
    private static final Set<String> SPEC_SUBRESOURCES = Set.of("", "ephemeralcontainers");

    /** Fields of a pod spec that the facts look at. */
    private static final Set<String> POD_SPEC_FIELDS = Set.of(
            "affinity",
            "containers",
            "ephemeralContainers",
            "hostIPC",
            "hostNetwork",
            "hostPID",
            "hostUsers",
            "initContainers",
            "nodeName",
            "nodeSelector",
            "os",
            "priorityClassName",
            "securityContext",
            "serviceAccount",
            "serviceAccountName",
            "shareProcessNamespace",
            "tolerations",
            "volumes");

    private WorkloadSubject() {}

    static Workload of(AuditView event) {
        if (!SPEC_SUBRESOURCES.contains(event.text(Envelope.SUBRESOURCE))
                || !event.mayHoldPodSpec()
                || !touchesPodSpec(event)) {
            return NONE;
        }
        JsonNode object = Fact.subject(event);
        return object.isObject() ? Workload.of(object, Subject.isWhole(event)) : NONE;
    }

    /** A patch of labels answers with the whole object: what it did not touch is no news. */
    private static boolean touchesPodSpec(AuditView event) {
        JsonNode patch = event.requestObject();
        if (!event.text(Envelope.VERB).equals("patch") || patch.isMissingNode()) {
            return true;
        }
        if (patch.isArray()) {
            for (JsonNode operation : patch) {
                String path = operation.path("path").asText();
                if (path.isEmpty() || path.startsWith("/spec") || path.startsWith("/template")) {
                    return true;
                }
            }
            return false;
        }
        return hasPodSpecField(patch);
    }

    private static boolean hasPodSpecField(JsonNode node) {
        if (node.isObject() && POD_SPEC_FIELDS.stream().anyMatch(node::has)) {
            return true;
        }
        for (JsonNode child : node) {
            if (child.isContainerNode() && hasPodSpecField(child)) {
                return true;
            }
        }
        return false;
    }
}
