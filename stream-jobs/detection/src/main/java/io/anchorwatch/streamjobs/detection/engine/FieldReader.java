// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.event.EventView;

/** Reads one field of an event; a value as described at {@code Values}. */
@FunctionalInterface
interface FieldReader {
    Object read(EventView event);
}
