// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.workload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What carries containers: a pod, a template of any built-in kind, or one inside a custom resource.
 *
 * @param metadata of the pod or template; missing when nothing beside the spec is one
 * @param spec the pod spec, or the part of it that a patch carries
 */
public record PodTemplate(JsonNode metadata, JsonNode spec) {

    private static final List<String> CONTAINER_LISTS = List.of("containers", "initContainers", "ephemeralContainers");
    private static final List<String> HOST_FLAGS = List.of("hostPID", "hostIPC", "hostNetwork");
    private static final int MAX_DEPTH = 12;

    /** Those in an object, outermost first. */
    public static List<PodTemplate> of(JsonNode object) {
        List<PodTemplate> templates = new ArrayList<>(1);
        for (String field : List.of("spec", "template")) {
            collect(object, object.path(field), MAX_DEPTH, templates);
        }
        return templates;
    }

    /** The containers of all kinds. */
    List<JsonNode> containers() {
        List<JsonNode> containers = new ArrayList<>();
        for (String list : CONTAINER_LISTS) {
            for (JsonNode container : spec.path(list)) {
                if (container.isObject()) {
                    containers.add(container);
                }
            }
        }
        return containers;
    }

    private static void collect(JsonNode parent, JsonNode node, int depth, List<PodTemplate> into) {
        if (depth == 0) {
            return;
        }
        if (isPodSpec(node)) {
            into.add(new PodTemplate(parent.path("metadata"), node));
        }
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                collect(node, child, depth - 1, into);
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
