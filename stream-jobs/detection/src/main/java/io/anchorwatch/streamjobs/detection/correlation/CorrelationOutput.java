// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import io.anchorwatch.streamjobs.alert.Alert;

/** Where an engine takes what correlations say. */
public interface CorrelationOutput {

    /** An alert, or a further telling of one. */
    void alert(Alert alert);

    /** A hit for a correlation above; only where levels are settled in different places. */
    default void derived(Hit hit) {
        throw new IllegalStateException("all levels are settled here");
    }

    /** Everything of a cluster up to a time is settled on a level; only where levels are settled in different places. */
    default void settled(int level, String cluster, long timeMicros) {}

    /** A hit that came too late to change anything: counted and kept aside. */
    void tooLate(Hit hit);

    /** An alert that a correlation above could not place in a group, since a group-by field is not there. */
    void unkeyed(String correlation);
}
