// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.rule;

import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import java.util.List;

/** Translates field names of a rule into fields of the event; several mean any of them. */
@FunctionalInterface
public interface FieldMapping {

    /** Leaves names as they are. */
    FieldMapping NONE = List::of;

    /** The fields that {@code name} stands for, at least one. */
    List<String> map(String name);

    /** As {@link #map(String)}, for a name whose meaning depends on what it is held against. */
    default List<String> map(String name, ValueTest test) {
        return map(name);
    }

    /** Whether an event leaves the field out when it is empty, so that {@code ''} asks for an absent one too. */
    default boolean emptyMeansAbsent(String name) {
        return false;
    }
}
