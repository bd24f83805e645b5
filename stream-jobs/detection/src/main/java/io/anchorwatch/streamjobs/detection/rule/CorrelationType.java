// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.rule;

import java.util.Locale;
import java.util.Optional;

/** What a correlation computes over its window; names are Sigma's, the median is pySigma's. */
public enum CorrelationType {
    /** How many events. */
    EVENT_COUNT,
    /** How many different values, or tuples of values. */
    VALUE_COUNT,
    /** How many of the listed rules. */
    TEMPORAL,
    /** As {@link #TEMPORAL}, in the order they are listed in. */
    TEMPORAL_ORDERED,
    VALUE_SUM,
    VALUE_AVG,
    VALUE_PERCENTILE,
    VALUE_MEDIAN;

    /** As written in a rule. */
    public String sigmaName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of that name. */
    public static Optional<CorrelationType> of(String name) {
        for (CorrelationType type : values()) {
            if (type.sigmaName().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Whether it is about which rules were met rather than about values. */
    public boolean isTemporal() {
        return this == TEMPORAL || this == TEMPORAL_ORDERED;
    }

    /** Whether it needs numbers. */
    public boolean isNumeric() {
        return ordinal() >= VALUE_SUM.ordinal();
    }
}
