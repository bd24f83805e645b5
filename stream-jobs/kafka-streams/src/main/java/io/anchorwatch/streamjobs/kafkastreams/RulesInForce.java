// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.streamjobs.detection.correlation.CorrelationSet;
import io.anchorwatch.streamjobs.detection.engine.Detector;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;

/**
 * The compiled rules that tasks look up before each record: a new set takes the place of the old at once, between two
 * records. Shared by threads.
 */
final class RulesInForce {

    /** A compiled rule set. */
    record Compiled(RuleSet rules, Detector detector, CorrelationSet correlations) {
        static Compiled of(RuleSet rules) {
            return new Compiled(rules, new Detector(rules), new CorrelationSet(rules));
        }
    }

    private volatile Compiled current;

    RulesInForce(RuleSet rules) {
        current = Compiled.of(rules);
    }

    Compiled current() {
        return current;
    }

    /** Compiles on the caller's thread, then swaps. */
    void replace(RuleSet rules) {
        current = Compiled.of(rules);
    }
}
