// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule's exception.
 *
 * @param fields what is compared, null when an appended exception leaves it out
 * @param comps how, null when not stated
 * @param values one value or tuple of values each
 * @param place where it stands
 */
record ExceptionDefinition(
        String name, @Nullable Given fields, @Nullable Given comps, List<Given> values, long place) {

    /** A single value, or a list of entries. */
    record Given(String text, @Nullable List<Given> items, long place) {

        boolean isList() {
            return items != null;
        }

        List<Given> elements() {
            return items == null ? List.of() : items;
        }
    }

    ExceptionDefinition {
        values = List.copyOf(values);
    }

    ExceptionDefinition plus(List<Given> more) {
        List<Given> all = new ArrayList<>(values);
        all.addAll(more);
        return new ExceptionDefinition(name, fields, comps, all, place);
    }
}
