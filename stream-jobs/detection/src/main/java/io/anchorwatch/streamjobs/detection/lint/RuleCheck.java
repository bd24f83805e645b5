// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.rule.Rule;

/** Looks for one kind of mistake in a rule on single events. */
@FunctionalInterface
interface RuleCheck {
    void check(Rule rule, Report report);
}
