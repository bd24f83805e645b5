// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import io.anchorwatch.streamjobs.detection.correlation.SortedStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * Sorted bytes in map states of the key that is current. A map state has no ranges, so the keys of those kinds that are
 * read by range are also kept in memory; what is read by its key alone, such as objects, is not.
 */
final class MapSortedStore implements SortedStore {

    private final States states;
    private final TreeSet<byte[]> sorted = new TreeSet<>(Arrays::compareUnsigned);

    /**
     * The map states of an operator, which belong to whatever key is current.
     *
     * @param kinds first bytes of the keys that are read by range
     */
    record States(MapState<String, byte[]> ranged, MapState<String, byte[]> single, String kinds) {

        /** Call in {@code open}; {@code name} is part of every savepoint. */
        static States open(RuntimeContext context, String name, String kinds) {
            return new States(
                    context.getMapState(new MapStateDescriptor<>(name + "-ranged", Types.STRING, Wiring.BYTES)),
                    context.getMapState(new MapStateDescriptor<>(name, Types.STRING, Wiring.BYTES)),
                    kinds);
        }
    }

    /** The store of the key that is current; it must be current whenever the store is used. */
    MapSortedStore(States states) {
        this.states = states;
        StateFailure.wrapped(() -> {
            for (String key : states.ranged().keys()) {
                sorted.add(key.getBytes(StandardCharsets.ISO_8859_1));
            }
            return sorted;
        });
    }

    private boolean isRanged(byte[] key) {
        return key.length > 0 && states.kinds().indexOf(key[0]) >= 0;
    }

    private MapState<String, byte[]> of(byte[] key) {
        return isRanged(key) ? states.ranged() : states.single();
    }

    /** Latin-1 holds every byte as one character. */
    private static String name(byte[] key) {
        return new String(key, StandardCharsets.ISO_8859_1);
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        try {
            return of(key).get(name(key));
        } catch (Exception failed) {
            throw new StateFailure(failed);
        }
    }

    @Override
    public void put(byte[] key, byte[] value) {
        StateFailure.wrapped(() -> {
            of(key).put(name(key), value);
            return isRanged(key) && sorted.add(key);
        });
    }

    @Override
    public void delete(byte[] key) {
        StateFailure.wrapped(() -> {
            of(key).remove(name(key));
            return isRanged(key) && sorted.remove(key);
        });
    }

    @Override
    public List<Item> range(byte[] from, byte[] to, int limit) {
        if (!isRanged(from)) {
            throw new IllegalArgumentException("keys of the kind " + from[0] + " are not kept in order");
        }
        List<Item> items = new ArrayList<>();
        for (byte[] key : sorted.subSet(from, to)) {
            if (items.size() == limit) {
                break;
            }
            byte @Nullable [] value = get(key);
            if (value != null) {
                items.add(new Item(key, value));
            }
        }
        return items;
    }
}
