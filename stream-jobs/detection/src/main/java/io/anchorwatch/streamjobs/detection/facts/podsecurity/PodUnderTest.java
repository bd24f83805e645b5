// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.podsecurity;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A pod as the checks look at it: containers of all kinds in one list. */
record PodUnderTest(JsonNode metadata, JsonNode spec, List<JsonNode> containers) {

    private static final List<String> LISTS = List.of("initContainers", "containers", "ephemeralContainers");
    private static final int SHOWN = 5;
    private static final int SHOWN_LENGTH = 80;

    static PodUnderTest of(JsonNode metadata, JsonNode spec) {
        List<JsonNode> containers = new ArrayList<>();
        for (String list : LISTS) {
            for (JsonNode container : spec.path(list)) {
                if (container.isObject()) {
                    containers.add(container);
                }
            }
        }
        return new PodUnderTest(metadata, spec, containers);
    }

    JsonNode context() {
        return spec.path("securityContext");
    }

    static JsonNode context(JsonNode container) {
        return container.path("securityContext");
    }

    boolean isWindows() {
        return Nodes.text(spec.path("os").path("name")).equals("windows");
    }

    boolean isInUserNamespace() {
        return Nodes.isFalse(spec.path("hostUsers"));
    }

    /** Says which containers, empty when none does. */
    String where(Predicate<JsonNode> bad, String what) {
        Set<String> names = new TreeSet<>();
        for (JsonNode container : containers) {
            if (bad.test(container)) {
                names.add(Nodes.text(container.path("name")));
            }
        }
        return names.isEmpty() ? "" : what + " in " + shown(names);
    }

    /** Says so of the pod's own security context and of the containers', empty when none is bad. */
    String anywhere(Predicate<JsonNode> badContext, String what) {
        if (badContext.test(context())) {
            return what + " in the pod";
        }
        return where(container -> badContext.test(context(container)), what);
    }

    /** Few names, and short ones: who writes a pod chooses how many and how long. */
    static String shown(Set<String> names) {
        List<String> first = names.stream()
                .limit(SHOWN)
                .map(name -> name.length() <= SHOWN_LENGTH ? name : name.substring(0, SHOWN_LENGTH) + "…")
                .toList();
        return String.join(", ", first) + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
    }
}
