// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import io.anchorwatch.streamjobs.detection.value.Wire;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A store in memory, for replays on one machine and for tests. */
public final class MemoryStore implements SortedStore {

    private final TreeMap<byte[], byte[]> items = new TreeMap<>(Arrays::compareUnsigned);

    @Override
    public byte @Nullable [] get(byte[] key) {
        return items.get(key);
    }

    @Override
    public void put(byte[] key, byte[] value) {
        items.put(key, value);
    }

    @Override
    public void delete(byte[] key) {
        items.remove(key);
    }

    @Override
    public List<Item> range(byte[] from, byte[] to, int limit) {
        List<Item> found = new ArrayList<>();
        for (Map.Entry<byte[], byte[]> item : items.subMap(from, to).entrySet()) {
            if (found.size() == limit) {
                break;
            }
            found.add(new Item(item.getKey(), item.getValue()));
        }
        return found;
    }

    /** Writes all items, for {@link #read}. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(items.size());
        for (Map.Entry<byte[], byte[]> item : items.entrySet()) {
            Wire.bytes(out, item.getKey());
            Wire.bytes(out, item.getValue());
        }
    }

    /** Adds the items that were written. */
    public void read(DataInputStream in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            byte[] key = Wire.bytes(in);
            items.put(key, Wire.bytes(in));
        }
    }

    /** How many keys there are. */
    public int size() {
        return items.size();
    }
}
