// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import java.util.List;

/**
 * Why an expression holds for an event, or not: its tree with a verdict at each clause.
 *
 * @param kind what the clause is
 * @param holds whether it holds
 * @param failure why it could not answer; empty when it did
 * @param field what it looks at; empty for what has parts, {@code keywords} for all values
 * @param wanted what it asks for, in words
 * @param seen what the event holds there, cut and with control characters escaped
 * @param parts what it is made of
 * @param closeness the share of clauses that are as they have to be for it to hold, 0 to 1; of alternatives the nearest
 *     counts
 */
public record Explanation(
        Kind kind,
        boolean holds,
        String failure,
        String field,
        String wanted,
        String seen,
        List<Explanation> parts,
        double closeness) {

    public Explanation {
        parts = List.copyOf(parts);
    }

    /** Kinds of clauses. */
    public enum Kind {
        /** All parts hold. */
        ALL,
        /** One part holds at least. */
        ANY,
        /** Its part does not hold. */
        NOT,
        /** A test of a field. */
        TEST,
        /** A test of the elements of arrays; its part, if there is one, is the nearest element. */
        ELEMENTS,
        /** An expression in a language of its own. */
        EXPRESSION
    }
}
