// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import io.anchorwatch.ingest.event.ClusterEvent;
import java.time.Instant;

/** One step of a replay. */
public sealed interface ReplayItem {

    /**
     * An event.
     *
     * @param late whether it was further out of order than the lateness, so that later ones may have come before it
     * @param clock how far the reader had come: nothing given out before is later, and nothing that follows and is not
     *     late is earlier. The event's own time unless it is late
     */
    record Event(ClusterEvent event, boolean late, Instant clock) implements ReplayItem {

        /** An event whose place among others is not known yet. */
        public Event(ClusterEvent event, boolean late) {
            this(event, late, event.time());
        }
    }

    /**
     * Something in a file that is no event. The replay goes on.
     *
     * @param file where
     * @param line line number in the decompressed text, from 1
     * @param reason one line for a person; holds no event text
     * @param raw what may be kept of it, redacted; shared, not copied
     */
    record BadLine(String file, long line, String reason, byte[] raw) implements ReplayItem {}
}
