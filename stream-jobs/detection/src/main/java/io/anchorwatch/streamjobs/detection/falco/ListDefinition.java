// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import java.util.List;

/**
 * A named list.
 *
 * @param items its values as they were written
 * @param index when it was first defined
 * @param visibility when it was last changed
 * @param isUsable whether every definition of it could be read
 */
record ListDefinition(String name, List<Located> items, int index, int visibility, boolean isUsable) {

    ListDefinition {
        items = List.copyOf(items);
    }
}
