// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

import io.anchorwatch.streamjobs.detection.correlation.CorrelationSet;
import io.anchorwatch.streamjobs.detection.engine.Detector;
import io.anchorwatch.streamjobs.detection.rule.RuleTimeline;

/** A timeline of linked rules with what was compiled from it. Shared by threads. */
public record CompiledRules(RuleTimeline timeline, Detector detector, CorrelationSet correlations) {

    /** Compiles. */
    public static CompiledRules of(RuleTimeline timeline) {
        return new CompiledRules(timeline, new Detector(timeline), new CorrelationSet(timeline));
    }
}
