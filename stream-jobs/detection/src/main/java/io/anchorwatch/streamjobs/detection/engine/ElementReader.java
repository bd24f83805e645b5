// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.event.EventView;
import java.util.List;

/** Reads the elements of the arrays that a field names; none when there is no such field. */
@FunctionalInterface
interface ElementReader {
    List<JsonNode> read(EventView event);
}
