// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Admission policies and their bindings. */
public final class Policies {

    private static final String DENY = "Deny";

    private Policies() {}

    /**
     * In which ways a policy or binding holds back less than before: {@code deny-dropped}, {@code failure-ignored},
     * {@code validations-removed}, {@code scope-narrowed}.
     */
    public static List<Object> weakened(JsonNode before, JsonNode now) {
        JsonNode old = before.path("spec");
        JsonNode spec = now.path("spec");
        Set<String> ways = new TreeSet<>();
        if (denies(old) && !denies(spec)) {
            ways.add("deny-dropped");
        }
        if (!ignores(old) && ignores(spec)) {
            ways.add("failure-ignored");
        }
        // A rewritten expression is one that is gone: whether the new one is as strict, nobody can tell.
        if (Scope.hasNew(spec.path("validations"), old.path("validations"), "expression")
                || Scope.hasNew(spec.path("mutations"), old.path("mutations"), "")) {
            ways.add("validations-removed");
        }
        if (isNarrowed(old, spec)) {
            ways.add("scope-narrowed");
        }
        return List.copyOf(ways);
    }

    private static boolean denies(JsonNode spec) {
        return Nodes.texts(spec.path("validationActions")).contains(DENY);
    }

    private static boolean ignores(JsonNode spec) {
        return Nodes.text(spec.path("failurePolicy")).equals("Ignore");
    }

    private static boolean isNarrowed(JsonNode old, JsonNode spec) {
        return isNarrowedIn(old.path("matchConstraints"), spec.path("matchConstraints"))
                || isNarrowedIn(old.path("matchResources"), spec.path("matchResources"))
                || Scope.hasNew(old.path("matchConditions"), spec.path("matchConditions"), "expression");
    }

    /** No rules at all is every request in a binding, so the first rule narrows. */
    private static boolean isNarrowedIn(JsonNode old, JsonNode now) {
        JsonNode oldRules = old.path("resourceRules");
        JsonNode rules = now.path("resourceRules");
        return Scope.rulesRemoved(oldRules, rules)
                || (oldRules.isEmpty() && !rules.isEmpty())
                || Scope.hasNew(old.path("excludeResourceRules"), now.path("excludeResourceRules"), "")
                || Scope.narrowed(old, now);
    }
}
