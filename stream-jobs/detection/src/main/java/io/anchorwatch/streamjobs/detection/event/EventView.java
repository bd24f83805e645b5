// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.event;

import com.fasterxml.jackson.databind.JsonNode;

/** One event as a rule sees it. Not thread-safe; made for one event and thrown away. */
public interface EventView {

    /** The whole event as a tree, built at the first call. */
    JsonNode tree();
}
