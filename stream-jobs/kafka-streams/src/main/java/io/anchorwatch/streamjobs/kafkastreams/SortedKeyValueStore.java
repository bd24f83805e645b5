// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.streamjobs.detection.correlation.SortedStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Correlation state in a key-value store; RocksDB keeps bytes in unsigned order. */
record SortedKeyValueStore(KeyValueStore<Bytes, byte[]> store) implements SortedStore {

    @Override
    public byte @Nullable [] get(byte[] key) {
        return store.get(Bytes.wrap(key));
    }

    @Override
    public void put(byte[] key, byte[] value) {
        store.put(Bytes.wrap(key), value);
    }

    @Override
    public void delete(byte[] key) {
        store.delete(Bytes.wrap(key));
    }

    /** The store's own range includes its end. */
    @Override
    public List<Item> range(byte[] from, byte[] to, int limit) {
        List<Item> items = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> range = store.range(Bytes.wrap(from), Bytes.wrap(to))) {
            while (range.hasNext() && items.size() < limit) {
                KeyValue<Bytes, byte[]> item = range.next();
                if (Arrays.compareUnsigned(item.key.get(), to) < 0) {
                    items.add(new Item(item.key.get(), item.value));
                }
            }
        }
        return items;
    }
}
