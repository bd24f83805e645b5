// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.index.Marks;
import org.jspecify.annotations.Nullable;

/**
 * Working memory that is used for event after event, so that one that meets no rule costs none. Not thread-safe: each
 * task has its own, whatever rules are in force. Holds the last event until the next comes.
 */
public final class Scratch {

    private @Nullable Session session;

    /** Made for the first rule set that it meets, and anew when another comes. */
    public Scratch() {}

    Session of(Program program) {
        @Nullable Session known = session;
        if (known == null || known.program != program) {
            known = program.session();
            session = known;
        }
        return known;
    }

    /** Working memory for one program. */
    static final class Session {
        private final Program program;
        final long[] candidates;
        final Match match;
        final Marks marks;

        Session(Program program, int words, Match match, Marks marks) {
            this.program = program;
            this.candidates = new long[words];
            this.match = match;
            this.marks = marks;
        }

        /** Work done so far: characters read for clues, rules marked, leaves tested. */
        long steps() {
            return marks.steps() + match.tested();
        }
    }
}
