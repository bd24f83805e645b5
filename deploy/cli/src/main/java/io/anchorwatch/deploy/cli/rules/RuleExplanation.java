// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import io.anchorwatch.streamjobs.detection.engine.Explanation;
import io.anchorwatch.streamjobs.detection.rule.Rule;

/**
 * Why a rule matches an event or not.
 *
 * @param rule the rule
 * @param why its condition, clause by clause
 * @param ruledOutBy the field by which the index left the rule out, empty when it did not
 */
record RuleExplanation(Rule rule, Explanation why, String ruledOutBy) {}
