// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Numbered shares of the work as Flink keys that spread evenly: Flink hashes keys to key groups, and a few small numbers
 * would leave some subtasks idle. What share a key stands for never changes, so that state stays where it is.
 */
final class Shares implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Key groups, Flink's maximum parallelism. Fixed for the life of a savepoint. */
    static final int KEY_GROUPS = 128;

    /** Odd and near the golden section of the key groups: any number of first shares lies spread out. */
    private static final int STRIDE = 79;

    private final int count;
    private final ArrayList<Integer> keys = new ArrayList<>();
    private final int[] next = new int[KEY_GROUPS];

    /** {@code count}: how many shares there are. */
    Shares(int count) {
        this.count = count;
        grow(count);
    }

    private void grow(int atLeast) {
        for (int share = keys.size(); share < atLeast; share++) {
            int group = share * STRIDE % KEY_GROUPS;
            int key = next[group];
            while (KeyGroupRangeAssignment.assignToKeyGroup(key, KEY_GROUPS) != group) {
                key++;
            }
            keys.add(key);
            next[group] = key + 1;
        }
    }

    int count() {
        return count;
    }

    /** The key of a share, from 0; also of one beyond the count, such as a partition that was added later. */
    int key(int share) {
        grow(share + 1);
        return keys.get(share);
    }

    /** The key of the share that a text falls to. */
    int keyOf(String text) {
        return keys.get(Math.floorMod(text.hashCode(), count));
    }

    /** The share that a key stands for, to be asked seldom. */
    int share(int key) {
        int share = keys.indexOf(key);
        while (share < 0) {
            grow(keys.size() + 1);
            share = keys.lastIndexOf(key);
        }
        return share;
    }
}
