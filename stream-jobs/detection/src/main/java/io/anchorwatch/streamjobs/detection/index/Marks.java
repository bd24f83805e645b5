// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.index;

import java.util.Arrays;

/** Rules that an event has shown a clue of so far. Reused from event to event; not thread-safe. */
public final class Marks {

    private final long[] rules;
    private final int[][] seen;
    private int event;
    private long steps;

    Marks(int words, int[] states) {
        this.rules = new long[words];
        this.seen = Arrays.stream(states).mapToObj(int[]::new).toArray(int[][]::new);
    }

    void begin(long[] always) {
        System.arraycopy(always, 0, rules, 0, rules.length);
        if (++event == Integer.MAX_VALUE) {
            for (int[] field : seen) {
                Arrays.fill(field, 0);
            }
            event = 1;
        }
    }

    long[] rules() {
        return rules;
    }

    void add(int[] shown) {
        for (int rule : shown) {
            rules[rule >> 6] |= 1L << rule;
        }
        steps += shown.length;
    }

    /** Whether a state of a field's automaton is reached for the first time for this event. */
    boolean first(int field, int state) {
        boolean is = seen[field][state] != event;
        seen[field][state] = event;
        return is;
    }

    void count(long more) {
        steps += more;
    }

    /** Work done since it was made: characters read, links followed, rules marked. */
    public long steps() {
        return steps;
    }
}
