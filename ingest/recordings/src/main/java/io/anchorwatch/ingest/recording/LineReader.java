// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes items of the lines of one file, in their order. */
interface LineReader {

    /**
     * The items of a line, none when it holds nothing to tell.
     *
     * @param number from 1
     */
    List<ReplayItem> read(long number, byte[] line);

    /**
     * A reader for another thread that makes the same of each line that comes from now on, whatever other lines there
     * are; null when what a line means depends on the lines before.
     */
    default @Nullable LineReader fork() {
        return null;
    }
}
