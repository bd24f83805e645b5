// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.index;

import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plain texts one of which stands in every text that passes a test: cheaper to look for than the test is to run. */
public final class Prefilter {

    private final Clue[] clues;

    private Prefilter(List<Clue> clues) {
        this.clues = clues.toArray(new Clue[0]);
    }

    /** The filter for a test, empty when a text may pass with none. */
    public static Optional<Prefilter> of(ValueTest test) {
        @Nullable List<Clue> clues = Clues.of("", test);
        return clues == null || !clues.stream().allMatch(Clue::isOfText)
                ? Optional.empty()
                : Optional.of(new Prefilter(clues));
    }

    /** Whether {@code text} may pass. */
    public boolean lets(String text) {
        for (Clue clue : clues) {
            boolean shows = switch (clue.kind()) {
                case PREFIX -> FoldedText.startsWith(text, clue.text());
                case SUFFIX -> FoldedText.endsWith(text, clue.text());
                case PART -> FoldedText.contains(text, clue.text());
                case EXACT, NETWORK, PRESENT ->
                    FoldedText.startsWith(text, clue.text())
                            && text.length() == clue.text().length();
            };
            if (shows) {
                return true;
            }
        }
        return false;
    }
}
