// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Selections and the conditions that combine them; the names of one scope mean nothing in another.
 *
 * @param selections by name, in their order
 * @param names where each selection's name stands
 * @param conditions alternatives; when there is none, all selections must hold
 */
record Scope(Map<String, Selection> selections, Map<String, Place> names, List<Condition> conditions) {

    /**
     * A condition's text.
     *
     * @param timeframe what a Sigma 1 rule says beside it, for the advice to write a correlation
     */
    record Condition(Place place, String text, String timeframe) {}

    Scope {
        selections = Collections.unmodifiableMap(new LinkedHashMap<>(selections));
        names = Map.copyOf(names);
        conditions = List.copyOf(conditions);
    }

    /** One selection that must hold. */
    static Scope of(String name, Selection selection) {
        return new Scope(Map.of(name, selection), Map.of(), List.of());
    }

    Scope withSelections(Map<String, Selection> changed) {
        return new Scope(changed, names, conditions);
    }
}
