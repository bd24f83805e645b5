// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One rule on its way through the pipelines. */
final class PipelineRun {

    private final EventRule rule;
    private final Map<String, String> state = new HashMap<>();
    private final Map<String, Set<Place>> applied = new HashMap<>();
    private Map<String, List<String>> vars = Map.of();

    PipelineRun(EventRule rule) {
        this.rule = rule;
    }

    EventRule rule() {
        return rule;
    }

    /** What earlier items of all pipelines left behind. */
    Map<String, String> state() {
        return state;
    }

    /** Variables of the pipeline at work. */
    Map<String, List<String>> vars() {
        return vars;
    }

    void vars(Map<String, List<String>> pipelineVars) {
        vars = pipelineVars;
    }

    /** Notes that an item of that id worked on this rule. */
    void applied(String id) {
        applied.computeIfAbsent(id, unused -> new HashSet<>());
    }

    /** Notes that an item of that id worked on what stands at {@code place}. */
    void applied(String id, Place place) {
        applied.computeIfAbsent(id, unused -> new HashSet<>()).add(place);
    }

    boolean wasApplied(String id) {
        return applied.containsKey(id);
    }

    boolean wasApplied(String id, Place place) {
        return applied.getOrDefault(id, Set.of()).contains(place);
    }
}
