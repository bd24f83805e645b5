// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.index;

import java.util.Arrays;
import java.util.Collection;

/** The characters that lead from state to state; memory is linear in the texts. Immutable once built. */
final class TextTrie {

    private static final int ASCII = 0x80;

    private final int[] root = new int[ASCII];
    private final long[] keys;
    private final int[] targets;
    private final int[] parents;
    private final int[] depths;
    private final char[] characters;
    private int states = 1;

    TextTrie(Collection<String> texts) {
        int most = 1 + texts.stream().mapToInt(String::length).sum();
        int capacity = Integer.highestOneBit(most) * 4;
        this.keys = new long[capacity];
        this.targets = new int[capacity];
        this.parents = new int[most];
        this.depths = new int[most];
        this.characters = new char[most];
        texts.forEach(this::add);
    }

    private void add(String text) {
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int slot = slot(state, c);
            if (keys[slot] == 0) {
                keys[slot] = key(state, c);
                targets[slot] = states;
                parents[states] = state;
                depths[states] = depths[state] + 1;
                characters[states] = c;
                if (state == 0 && c < ASCII) {
                    root[c] = states;
                }
                states++;
            }
            state = targets[slot];
        }
    }

    /** The state after a whole text that was added. */
    int end(String text) {
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            state = next(state, text.charAt(i));
        }
        return state;
    }

    /** The next state, -1 when there is none; the first state, 0, leads to itself. */
    int next(int state, char c) {
        if (state == 0 && c < ASCII) {
            return root[c];
        }
        int slot = slot(state, c);
        return keys[slot] != 0 ? targets[slot] : state == 0 ? 0 : -1;
    }

    int states() {
        return states;
    }

    int parent(int state) {
        return parents[state];
    }

    int depth(int state) {
        return depths[state];
    }

    char character(int state) {
        return characters[state];
    }

    /** All states but the first, the shallow before the deep. */
    int[] byDepth() {
        int deepest = Arrays.stream(depths, 0, states).max().orElse(0);
        int[] from = new int[deepest + 2];
        for (int state = 1; state < states; state++) {
            from[depths[state] + 1]++;
        }
        for (int depth = 1; depth < from.length; depth++) {
            from[depth] += from[depth - 1];
        }
        int[] order = new int[states - 1];
        for (int state = 1; state < states; state++) {
            order[from[depths[state]]++] = state;
        }
        return order;
    }

    private static long key(int state, char c) {
        return (((long) state << 16) | c) + 1;
    }

    private int slot(int state, char c) {
        long key = key(state, c);
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & (keys.length - 1);
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }
}
