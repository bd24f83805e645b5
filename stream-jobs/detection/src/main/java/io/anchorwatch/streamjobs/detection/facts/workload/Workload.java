// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.workload;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An object that carries pod specs, with the containers, init containers and ephemeral containers of all of them.
 *
 * @param whole whether it is the object as stored, not the part of one that a request showed
 */
public record Workload(JsonNode object, List<PodTemplate> pods, List<JsonNode> containers, boolean whole) {

    /** The workload in an object; one that carries no pod spec has no pods. */
    public static Workload of(JsonNode object, boolean whole) {
        List<PodTemplate> pods = PodTemplate.of(object);
        List<JsonNode> containers = new ArrayList<>();
        pods.forEach(pod -> containers.addAll(pod.containers()));
        return new Workload(object, pods, containers, whole);
    }

    /** Whether the object carries a pod spec at all. */
    public boolean isPresent() {
        return !pods.isEmpty();
    }

    boolean anySpec(Predicate<JsonNode> holds) {
        return pods.stream().anyMatch(pod -> holds.test(pod.spec()));
    }

    /** The security contexts of pods and of containers. */
    Stream<JsonNode> contexts() {
        return Stream.concat(pods.stream().map(PodTemplate::spec), containers.stream())
                .map(owner -> owner.path("securityContext"));
    }

    /** The elements of a list that pod specs have. */
    Stream<JsonNode> ofSpecs(String list) {
        return pods.stream().flatMap(pod -> stream(pod.spec().path(list)));
    }

    /** The elements of a list that containers have. */
    Stream<JsonNode> ofContainers(String list) {
        return containers.stream().flatMap(container -> stream(container.path(list)));
    }

    /** The texts at one place of each container. */
    List<Object> texts(Function<JsonNode, JsonNode> place) {
        Set<String> texts = new TreeSet<>();
        containers.forEach(container -> texts.add(Nodes.text(place.apply(container))));
        texts.remove("");
        return List.copyOf(texts);
    }

    /** The first text that a pod spec has at a place, empty when none has. */
    String first(String field) {
        return pods.stream()
                .map(pod -> Nodes.text(pod.spec().path(field)))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return array.valueStream();
    }
}
