// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.index;

import io.anchorwatch.streamjobs.detection.value.Fold;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of folded texts that finds a text without folding it first, and so without a copy, unless it goes beyond ASCII.
 * Immutable.
 */
public final class FoldedTexts {

    private final @Nullable String[] texts;
    private final int[] places;
    private final int longest;

    /** Takes texts that are folded and differ; the place of each is its place in the list. */
    public FoldedTexts(Collection<String> folded) {
        int capacity = Math.max(4, Integer.highestOneBit(Math.max(1, folded.size())) * 4);
        this.texts = new String[capacity];
        this.places = new int[capacity];
        int most = 0;
        int place = 0;
        for (String text : List.copyOf(folded)) {
            int slot = slot(text.hashCode());
            while (texts[slot] != null) {
                slot = (slot + 1) & (capacity - 1);
            }
            texts[slot] = text;
            places[slot] = place++;
            most = Math.max(most, text.length());
        }
        this.longest = most;
    }

    /** The place of the text that {@code raw} folds to, -1 when it is none of them. */
    public int find(String raw) {
        if (raw.length() > longest) {
            return -1;
        }
        int hash = FoldedText.hash(raw);
        boolean folded = hash == FoldedText.BEYOND_ASCII;
        String text = folded ? Fold.lower(raw) : raw;
        hash = folded ? text.hashCode() : hash;
        for (int slot = slot(hash); ; slot = (slot + 1) & (texts.length - 1)) {
            @Nullable String known = texts[slot];
            if (known == null) {
                return -1;
            }
            // What was folded is compared as it is: folding is not said to be idempotent.
            boolean same = folded ? text.equals(known) : FoldedText.startsWith(text, known);
            if (known.length() == text.length() && same) {
                return places[slot];
            }
        }
    }

    private int slot(int hash) {
        return (((hash ^ (hash >>> 16)) * 0x9E3779B9) >>> 7) & (texts.length - 1);
    }
}
