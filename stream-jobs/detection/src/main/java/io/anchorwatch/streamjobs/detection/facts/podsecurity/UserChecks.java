// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.podsecurity;

import static io.anchorwatch.streamjobs.detection.facts.podsecurity.PodUnderTest.context;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;

/** Whom containers run as, and may become. */
final class UserChecks {

    private UserChecks() {}

    static String escalation(PodUnderTest pod) {
        return pod.where(
                container -> !Nodes.isFalse(context(container).path("allowPrivilegeEscalation")),
                "allowPrivilegeEscalation is not false");
    }

    /** A container's own word counts, else the pod's; a pod that says false is told whatever its containers say. */
    static String nonRoot(PodUnderTest pod) {
        JsonNode ofPod = pod.context().path("runAsNonRoot");
        if (Nodes.isFalse(ofPod)) {
            return "runAsNonRoot is false in the pod";
        }
        boolean inherited = Nodes.isTrue(ofPod);
        return pod.where(
                container -> {
                    JsonNode own = context(container).path("runAsNonRoot");
                    return own.isBoolean() ? !own.booleanValue() : !inherited;
                },
                "runAsNonRoot is not true");
    }

    static String root(PodUnderTest pod) {
        return pod.anywhere(
                context -> context.path("runAsUser").isNumber()
                        && context.path("runAsUser").asLong() == 0,
                "runAsUser is 0");
    }
}
