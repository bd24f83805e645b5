// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.story;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.drift.Attribution;

/** Where a {@link StoryEngine} tells what it finds. Each change is received once, and judged or not for one reason. */
public interface StoryOutput {

    /** What became of a change that is not judged. */
    enum Unjudged {
        /** It was there at the first listing, or is not known as it was before. */
        BASELINE,
        /** Nothing changed but noise. */
        QUIET,
        /** Older than what is known, or known already. */
        REPEATED
    }

    /** An alert, or the same again with more to tell. */
    void alert(Alert alert);

    /** A change was not judged. */
    void unjudged(Unjudged why);

    /**
     * A change was judged.
     *
     * @param attribution how much is known of who did it
     * @param waitedMicros event time from the change to the progress that settled it, 0 when it was settled at once
     */
    void judged(Attribution attribution, long waitedMicros);

    /** A rule could not answer for a change. */
    void failed(String rule, String why);
}
