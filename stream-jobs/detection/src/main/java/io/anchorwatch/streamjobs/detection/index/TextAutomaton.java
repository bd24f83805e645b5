// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.index;

import io.anchorwatch.streamjobs.detection.value.Fold;

/**
 * Finds all of many folded texts in one pass over a text: at its start, at its end, or anywhere. Time is linear in the
 * text and the rules marked, whatever the texts are; it copies nothing as long as the text is ASCII. Immutable.
 *
 * @see <a href="https://doi.org/10.1145/360825.360855">Aho and Corasick, Efficient string matching, 1975</a>
 */
final class TextAutomaton {

    private final TextTrie edges;
    private final int[] failure;
    /** The state itself or the next one on its way of failures at which a part ends; 0 when there is none. */
    private final int[] part;

    private final int[] suffix;
    private final int[][] parts;
    private final int[][] suffixes;
    private final int[][] prefixes;

    TextAutomaton(TextTrie edges, int[][] prefixes, int[][] suffixes, int[][] parts) {
        this.edges = edges;
        this.parts = parts;
        this.suffixes = suffixes;
        this.prefixes = prefixes;
        int states = edges.states();
        this.failure = new int[states];
        this.part = new int[states];
        this.suffix = new int[states];
        for (int state : edges.byDepth()) {
            int parent = edges.parent(state);
            int link = 0;
            if (parent != 0) {
                int from = failure[parent];
                link = edges.next(from, edges.character(state));
                while (link < 0) {
                    from = failure[from];
                    link = edges.next(from, edges.character(state));
                }
            }
            failure[state] = link;
            part[state] = parts[state].length > 0 ? state : part[link];
            suffix[state] = suffixes[state].length > 0 ? state : suffix[link];
        }
    }

    int states() {
        return failure.length;
    }

    /** Marks the rules of every text that is found; {@code field} tells whose states are reached. */
    void find(String raw, int field, Marks marks) {
        if (!run(raw, false, field, marks)) {
            run(Fold.lower(raw), true, field, marks);
        }
    }

    /** False at a character that only the whole text can fold; what was found until then is found for certain. */
    private boolean run(String text, boolean folded, int field, Marks marks) {
        int state = 0;
        int onPath = 0;
        int failures = 0;
        for (int i = 0; i < text.length(); i++) {
            char raw = text.charAt(i);
            if (raw >= 0x80 && !folded) {
                return false;
            }
            char c = raw >= 'A' && raw <= 'Z' ? (char) (raw + ('a' - 'A')) : raw;
            int next = edges.next(state, c);
            while (next < 0) {
                state = failure[state];
                failures++;
                next = edges.next(state, c);
            }
            state = next;
            if (onPath == i && edges.depth(state) == i + 1) {
                onPath++;
                marks.add(prefixes[state]);
            }
            for (int end = part[state]; end != 0 && marks.first(field, end); end = part[failure[end]]) {
                marks.add(parts[end]);
            }
        }
        for (int end = suffix[state]; end != 0; end = suffix[failure[end]]) {
            marks.add(suffixes[end]);
        }
        marks.count(text.length() + failures);
        return true;
    }
}
