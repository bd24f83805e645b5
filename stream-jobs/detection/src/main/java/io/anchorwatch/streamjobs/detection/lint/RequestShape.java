// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.expr.Requirements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One kind of request that a rule is about, as far as the rule says. What it leaves open is empty: any will do. A rule
 * that names no subresource is taken to be about the resource itself.
 *
 * @param verb what is done
 * @param group API group
 * @param resource plural name, {@code ""} for a request that is about no resource
 * @param subresource below it, empty for none
 * @param hasBody whether the rule looks into an object for certain: only requests for resources carry one
 * @param needs all that the rule asks for
 */
record RequestShape(
        Optional<String> verb,
        Optional<String> group,
        Optional<String> resource,
        String subresource,
        boolean hasBody,
        Requirements needs) {

    private static final int MAX_SHAPES = 4_096;

    /** The kinds of requests a rule is about; with very many, what tells them apart is left open. */
    static List<RequestShape> of(Requirements needs, boolean hasBody) {
        List<Optional<String>> verbs = values(needs, "verb");
        List<Optional<String>> resources = values(needs, "objectRef.resource");
        List<String> subresources = values(needs, "objectRef.subresource").stream()
                .map(value -> value.orElse(""))
                .toList();
        if ((long) verbs.size() * resources.size() * subresources.size() > MAX_SHAPES) {
            return List.of(new RequestShape(Optional.empty(), Optional.empty(), Optional.empty(), "", hasBody, needs));
        }
        List<RequestShape> shapes = new ArrayList<>();
        for (Optional<String> verb : verbs) {
            for (Optional<String> resource : resources) {
                for (String subresource : subresources) {
                    for (Optional<String> group : groups(needs, resource)) {
                        shapes.add(new RequestShape(verb, group, resource, subresource, hasBody, needs));
                    }
                }
            }
        }
        return shapes;
    }

    private static List<Optional<String>> groups(Requirements needs, Optional<String> resource) {
        List<Optional<String>> named = values(needs, "objectRef.apiGroup");
        Set<String> known = BuiltInResources.groupsOf(resource.orElse(""));
        return named.get(0).isPresent() || known.isEmpty()
                ? named
                : new TreeSet<>(known).stream().map(Optional::of).toList();
    }

    private static List<Optional<String>> values(Requirements needs, String field) {
        Set<String> values = needs.required().getOrDefault(field, Set.of());
        return values.isEmpty()
                ? List.of(Optional.empty())
                : new TreeSet<>(values).stream().map(Optional::of).toList();
    }

    /** Values one of which a field must have; empty when any will do. */
    Set<String> required(String field) {
        return needs.required().getOrDefault(field, Set.of());
    }

    /** Whether the field can't have that value. */
    boolean excludes(String field, String value) {
        Map<String, Set<String>> required = needs.required();
        return (required.containsKey(field)
                        && !required.getOrDefault(field, Set.of()).contains(value))
                || needs.excluded().getOrDefault(field, Set.of()).contains(value);
    }

    /** Whether it is about a resource for certain. */
    boolean isOfResource() {
        return hasBody || resource.filter(name -> !name.isEmpty()).isPresent() || !subresource.isEmpty();
    }

    /** As people write it. */
    String text() {
        String what = resource.orElse("any resource") + (subresource.isEmpty() ? "" : "/" + subresource);
        return verb.orElse("any verb") + " " + what
                + group.filter(name -> !name.isEmpty())
                        .map(name -> " of " + name)
                        .orElse("");
    }
}
