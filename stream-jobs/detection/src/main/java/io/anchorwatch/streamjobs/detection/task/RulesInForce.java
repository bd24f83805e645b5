// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.detection.rule.RuleTimeline;

/** The compiled rules that tasks look up before each record. Shared by threads. */
public final class RulesInForce {

    /** How many sets are kept: rules that were in force before so many others judge nothing that still comes. */
    public static final int KEPT = 4;

    private volatile CompiledRules current;

    /** Puts a linked rule set in force, for events of all times. */
    public RulesInForce(RuleSet rules) {
        this(RuleTimeline.of(rules));
    }

    /** Puts linked rule sets in force, each for events from its time on. */
    public RulesInForce(RuleTimeline timeline) {
        current = CompiledRules.of(timeline);
    }

    /** The rules of all times, as known at this moment. */
    public CompiledRules current() {
        return current;
    }

    /**
     * Puts another set in force for events from a time on, in milliseconds since the epoch. Compiles on the caller's
     * thread, then swaps; one thread calls.
     */
    public void add(long fromMs, RuleSet rules) {
        current = CompiledRules.of(current.timeline().with(fromMs, rules).latest(KEPT));
    }
}
