// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import io.anchorwatch.ingest.event.ClusterEvent;

/** One step of a replay. */
public sealed interface ReplayItem {

    /**
     * An event.
     *
     * @param late whether it was further out of order than the lateness, so that later ones may have come before it
     */
    record Event(ClusterEvent event, boolean late) implements ReplayItem {}

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
