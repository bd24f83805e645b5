// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

import io.anchorwatch.streamjobs.detection.correlation.CorrelationSet;
import io.anchorwatch.streamjobs.detection.engine.Detector;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;

/** A rule set with what was compiled from it. Shared by threads. */
public record CompiledRules(RuleSet rules, Detector detector, CorrelationSet correlations) {

    /** Compiles a linked rule set. */
    public static CompiledRules of(RuleSet rules) {
        return new CompiledRules(rules, new Detector(rules), new CorrelationSet(rules));
    }
}
