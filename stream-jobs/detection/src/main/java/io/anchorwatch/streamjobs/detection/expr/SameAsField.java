// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

/**
 * The value relates to that of another field of the same event. The engine reads both: alone it accepts nothing.
 *
 * @param field the other field
 * @param relation how the two relate
 * @param cased whether case matters
 */
public record SameAsField(String field, Relation relation, boolean cased) implements ValueTest {

    /** What the other field's text is to this one's. */
    public enum Relation {
        EQUAL,
        START,
        END,
        PART
    }

    @Override
    public boolean accepts(Object value) {
        return false;
    }
}
