// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import java.util.Arrays;

/**
 * Places by hash, some 16 to 32 bytes each. Hashes must be as good as random; several places may have the same. Many small
 * tables, so that none takes much while it grows.
 */
final class HashIndex {

    private static final int TABLES = 256;
    private static final int SMALLEST = 64;
    private static final long NOTHING = -1;

    private final long[][] hashes = new long[TABLES][];
    private final long[][] places = new long[TABLES][];
    private final int[] sizes = new int[TABLES];

    HashIndex() {
        for (int table = 0; table < TABLES; table++) {
            make(table, SMALLEST);
        }
    }

    private void make(int table, int capacity) {
        hashes[table] = new long[capacity];
        places[table] = new long[capacity];
        Arrays.fill(places[table], NOTHING);
        sizes[table] = 0;
    }

    /** Tells whether a place is the one that is looked for. */
    interface Test {
        boolean accept(long place);
    }

    /** The place of that hash that is accepted, -1 when there is none. */
    long find(long hash, Test test) {
        int table = table(hash);
        long[] at = places[table];
        for (int slot = slot(table, hash); at[slot] != NOTHING; slot = next(table, slot)) {
            if (hashes[table][slot] == hash && test.accept(at[slot])) {
                return at[slot];
            }
        }
        return NOTHING;
    }

    void add(long hash, long place) {
        int table = table(hash);
        if (2 * (sizes[table] + 1) > places[table].length) {
            grow(table);
        }
        insert(table, hash, place);
    }

    private void grow(int table) {
        long[] oldHashes = hashes[table];
        long[] oldPlaces = places[table];
        make(table, 2 * oldPlaces.length);
        for (int slot = 0; slot < oldPlaces.length; slot++) {
            if (oldPlaces[slot] != NOTHING) {
                insert(table, oldHashes[slot], oldPlaces[slot]);
            }
        }
    }

    private void insert(int table, long hash, long place) {
        int slot = slot(table, hash);
        while (places[table][slot] != NOTHING) {
            slot = next(table, slot);
        }
        hashes[table][slot] = hash;
        places[table][slot] = place;
        sizes[table]++;
    }

    /** Removes a place that is there; what stood behind it moves up, so that it is still found. */
    void remove(long hash, long place) {
        int table = table(hash);
        long[] at = places[table];
        int gap = slot(table, hash);
        while (at[gap] != place) {
            if (at[gap] == NOTHING) {
                throw new IllegalArgumentException("no such place");
            }
            gap = next(table, gap);
        }
        at[gap] = NOTHING;
        sizes[table]--;
        for (int slot = next(table, gap); at[slot] != NOTHING; slot = next(table, slot)) {
            int wanted = slot(table, hashes[table][slot]);
            int mask = at.length - 1;
            if (((slot - wanted) & mask) >= ((slot - gap) & mask)) {
                hashes[table][gap] = hashes[table][slot];
                at[gap] = at[slot];
                at[slot] = NOTHING;
                gap = slot;
            }
        }
    }

    /** How many places there are. */
    int size() {
        return Arrays.stream(sizes).sum();
    }

    private static int table(long hash) {
        return (int) (hash >>> 56);
    }

    private int slot(int table, long hash) {
        return (int) hash & (places[table].length - 1);
    }

    private int next(int table, int slot) {
        return (slot + 1) & (places[table].length - 1);
    }
}
