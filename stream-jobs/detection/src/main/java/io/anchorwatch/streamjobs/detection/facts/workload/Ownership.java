// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;

/** What a workload says it belongs to: the author's claim, which only its controllers make true. */
public final class Ownership {

    private Ownership() {}

    /** Kind of the controller it names, absent when it names none. */
    public static Object kind(Workload workload) {
        return Nodes.value(controller(workload).path("kind"));
    }

    /** Name of the controller it names, absent when it names none. */
    public static Object name(Workload workload) {
        return Nodes.value(controller(workload).path("name"));
    }

    /** Whether it names a controller. */
    public static boolean isOwned(Workload workload) {
        return controller(workload).isObject();
    }

    /** Whether it is the image that a kubelet shows of a pod from a file on its node. */
    public static boolean isMirror(Workload workload) {
        return workload.object().path("metadata").path("annotations").has("kubernetes.io/config.mirror");
    }

    private static JsonNode controller(Workload workload) {
        return Workload.stream(workload.object().path("metadata").path("ownerReferences"))
                .filter(owner -> Nodes.isTrue(owner.path("controller")))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
