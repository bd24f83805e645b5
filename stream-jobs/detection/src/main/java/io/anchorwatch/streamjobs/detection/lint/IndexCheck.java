// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.engine.RuleIndex;
import io.anchorwatch.streamjobs.detection.rule.Rule;

/** Rules that the index can't leave out for any event. */
record IndexCheck(RuleIndex index) implements RuleCheck {

    @Override
    public void check(Rule rule, Report report) {
        if (index.witness(rule).isEmpty()
                && Conditions.requirements(rule.condition()).canHold()) {
            report.whole(
                    FindingKind.UNINDEXED,
                    "runs on every event; add a condition that must hold on one of "
                            + String.join(", ", RuleIndex.DISCRIMINATORS));
        }
    }
}
