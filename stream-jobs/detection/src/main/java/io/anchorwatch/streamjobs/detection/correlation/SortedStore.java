// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bytes by key, keys in unsigned byte order: what an engine keeps correlations in. Not thread-safe. */
public interface SortedStore {

    /** A key with its value. */
    @SuppressWarnings("ArrayRecordComponent")
    record Item(byte[] key, byte[] value) {}

    /** The value of a key, or null. */
    byte @Nullable [] get(byte[] key);

    /** Sets a value. */
    void put(byte[] key, byte[] value);

    /** Removes a key, if it is there. */
    void delete(byte[] key);

    /** The first items, at most {@code limit}, from one key, included, to another, excluded, in order. */
    List<Item> range(byte[] from, byte[] to, int limit);
}
