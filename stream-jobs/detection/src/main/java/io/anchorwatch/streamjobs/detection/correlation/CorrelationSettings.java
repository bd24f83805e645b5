// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import java.time.Duration;

/**
 * How an engine drives correlations.
 *
 * @param lateness how far out of order hits may come before their time is settled; later ones revise or are kept aside
 * @param eager whether an opening is told as soon as it shows, before its time is settled
 * @param detectors how many sources of hits there are; time is settled when all have passed it
 * @param correlators how many places settle a level, each a source for the levels above; 0 when this one settles all
 */
public record CorrelationSettings(Duration lateness, boolean eager, int detectors, int correlators) {

    /** Lateness of a cluster whose API servers' clocks agree within seconds. */
    public static final Duration LATENESS = Duration.ofSeconds(10);

    public CorrelationSettings {
        if (lateness.isNegative() || detectors < 1 || correlators < 0) {
            throw new IllegalArgumentException(
                    "lateness, detectors and correlators can't be negative, detectors not 0");
        }
    }

    /** One source and all levels in one place, every telling final. */
    public static CorrelationSettings settledInOnePlace() {
        return new CorrelationSettings(LATENESS, false, 1, 0);
    }
}
