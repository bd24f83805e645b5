// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds what carries containers: pods, every built-in template, and custom resources with a pod template inside. */
final class PodSpecs {

    private static final List<String> CONTAINER_LISTS = List.of("containers", "initContainers", "ephemeralContainers");
    private static final List<String> HOST_FLAGS = List.of("hostPID", "hostIPC", "hostNetwork");
    private static final int MAX_DEPTH = 12;

    private PodSpecs() {}

    /** The pod specs of an object, outermost first. */
    static List<JsonNode> of(JsonNode object) {
        List<JsonNode> specs = new ArrayList<>(1);
        for (String field : List.of("spec", "template")) {
            collect(object.path(field), MAX_DEPTH, specs);
        }
        return specs;
    }

    /** The containers of all kinds in the specs. */
    static List<JsonNode> containers(List<JsonNode> specs) {
        List<JsonNode> containers = new ArrayList<>();
        for (JsonNode spec : specs) {
            for (String list : CONTAINER_LISTS) {
                for (JsonNode container : spec.path(list)) {
                    if (container.isObject()) {
                        containers.add(container);
                    }
                }
            }
        }
        return containers;
    }

    private static void collect(JsonNode node, int depth, List<JsonNode> into) {
        if (depth == 0) {
            return;
        }
        if (isPodSpec(node)) {
            into.add(node);
        }
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                collect(child, depth - 1, into);
            }
        }
    }

    /** It has containers, or is the part of a pod spec that a patch carries. */
    private static boolean isPodSpec(JsonNode node) {
        if (!node.isObject()) {
            return false;
        }
        for (String list : CONTAINER_LISTS) {
            if (any(node.path(list), JsonNode::isObject)) {
                return true;
            }
        }
        return HOST_FLAGS.stream().anyMatch(flag -> node.path(flag).asBoolean())
                || any(node.path("volumes"), volume -> volume.path("hostPath").isObject());
    }

    private static boolean any(JsonNode list, Predicate<JsonNode> wanted) {
        for (JsonNode element : list) {
            if (wanted.test(element)) {
                return true;
            }
        }
        return false;
    }
}
