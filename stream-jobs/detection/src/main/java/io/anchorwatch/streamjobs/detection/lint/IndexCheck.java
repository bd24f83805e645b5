// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.engine.Indexing;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import java.util.List;

/** Rules that the index can't leave out for any event. */
record IndexCheck() implements RuleCheck {

    @Override
    public void check(Rule rule, Report report) {
        if (Indexing.of(List.of(rule)).get(0).isAlwaysRun()
                && Conditions.requirements(rule.condition()).canHold()) {
            report.whole(
                    FindingKind.UNINDEXED,
                    "runs on every event; add a condition that must hold, such as one on verb or objectRef.resource");
        }
    }
}
