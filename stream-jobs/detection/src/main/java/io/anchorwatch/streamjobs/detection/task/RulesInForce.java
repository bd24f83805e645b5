// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

import io.anchorwatch.streamjobs.detection.rule.RuleSet;

/**
 * The compiled rules that tasks look up before each record: a new set takes the place of the old at once, between two
 * records. Shared by threads.
 */
public final class RulesInForce {

    private volatile CompiledRules current;

    /** Puts a linked rule set in force. */
    public RulesInForce(RuleSet rules) {
        current = CompiledRules.of(rules);
    }

    /** The rules of this moment. */
    public CompiledRules current() {
        return current;
    }

    /** Compiles on the caller's thread, then swaps. */
    public void replace(RuleSet rules) {
        current = CompiledRules.of(rules);
    }
}
