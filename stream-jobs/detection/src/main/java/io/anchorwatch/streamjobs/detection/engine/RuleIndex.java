// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.expr.Requirements;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import java.util.List;
import java.util.Optional;

/** What the index of audit events knows a rule by. */
@FunctionalInterface
public interface RuleIndex {

    /** Fields of audit events whose values strike out rules. */
    List<String> DISCRIMINATORS =
            List.of("verb", "objectRef.resource", "objectRef.subresource", "actor.kind", "outcome");

    /** By the values that a rule asks for in {@link #DISCRIMINATORS}. */
    static RuleIndex ofDiscriminators() {
        return rule -> {
            Requirements needs = Requirements.of(rule.condition(), DISCRIMINATORS::contains);
            return DISCRIMINATORS.stream()
                    .filter(field -> needs.required().containsKey(field))
                    .findFirst();
        };
    }

    /** The field that picks the rule out; empty when the rule runs on every event. */
    Optional<String> witness(Rule rule);
}
