// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import io.anchorwatch.streamjobs.alert.Alert;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells an opening before its time is settled: lets a copy of the group's machine have what has arrived so far. If
 * nothing earlier turns up, the settled opening has the same id and is not told again.
 */
final class Previews {

    /** A group that holds more than this without opening waits to be settled: looking costs more with each hit. */
    private static final int MAX_PENDING = 512;

    private final SortedStore store;

    Previews(SortedStore store) {
        this.store = store;
    }

    Optional<Alert> opening(GroupMachine machine, String group, Hit hit, long sinceMicros) {
        byte @Nullable [] bytes = store.get(StoreKeys.state(group));
        GroupState state = bytes == null ? machine.fresh(hit) : machine.decode(bytes);
        if (!state.provisional.isEmpty() || (state.episode != null && !state.episode.closed)) {
            return Optional.empty();
        }
        List<SortedStore.Item> pending =
                store.range(StoreKeys.key(StoreKeys.PENDING_BY_GROUP, group), after(group), MAX_PENDING + 1);
        if (pending.size() > MAX_PENDING) {
            return Optional.empty();
        }
        GroupState copy = bytes == null ? machine.fresh(hit) : machine.decode(bytes);
        for (SortedStore.Item item : pending) {
            Hit next = HitCodec.decode(item.value());
            machine.passTo(copy, next.timeMicros() - 1, sinceMicros);
            for (Telling telling : machine.hit(copy, next, sinceMicros)) {
                if (telling.opens()) {
                    state.provisional = telling.alert().id();
                    store.put(StoreKeys.state(group), GroupStateCodec.encode(state));
                    return Optional.of(telling.alert());
                }
            }
        }
        return Optional.empty();
    }

    private static byte[] after(String group) {
        byte[] key = StoreKeys.key(StoreKeys.PENDING_BY_GROUP, group);
        return ByteBuffer.allocate(key.length + 1).put(key).put((byte) 0xff).array();
    }
}
