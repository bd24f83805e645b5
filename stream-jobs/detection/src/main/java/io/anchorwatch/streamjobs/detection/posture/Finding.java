// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import io.anchorwatch.streamjobs.alert.Severity;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something risky, with all objects that it holds for.
 *
 * @param rule id of the rule, or of a check that begins with {@code posture-}
 * @param holders each with how many objects were told at it: 1 for the object itself, more for pods of a workload
 * @param reach of all holders together
 * @param advice what to do
 */
public record Finding(
        String rule, String title, Severity severity, SortedMap<Holder, Integer> holders, Reach reach, String advice) {

    /** Highest score first, then by id. */
    public static final Comparator<Finding> BY_SCORE =
            Comparator.comparingLong(Finding::score).reversed().thenComparing(Finding::rule);

    public Finding {
        holders = Collections.unmodifiableSortedMap(new TreeMap<>(holders));
    }

    /** Weight of the severity times size of the reach. */
    public long score() {
        return weight(severity) * reach.size();
    }

    /** A level counts five times the one below. */
    public static long weight(Severity severity) {
        return switch (severity) {
            case INFORMATIONAL -> 1;
            case LOW -> 5;
            case MEDIUM -> 25;
            case HIGH -> 125;
            case CRITICAL -> 625;
        };
    }
}
