// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.fake;

import java.util.List;

/** Objects of a resource, and what became of them. */
public interface Contents {

    /** The newest version. */
    int version();

    /** Whether changes after that version can't be told any more. */
    boolean forgotten(int since);

    /** The first objects whose names are greater than {@code after}, at most {@code limit}. */
    List<Item> page(String after, int limit);

    /** Changes after a version; waits a while for the first. */
    List<Change> after(int since, long millis) throws InterruptedException;
}
