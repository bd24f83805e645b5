// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import java.util.List;

/** Makes items of the lines of one file, in their order. */
interface LineReader {

    /**
     * The items of a line, none when it holds nothing to tell.
     *
     * @param number from 1
     */
    List<ReplayItem> read(long number, byte[] line);
}
