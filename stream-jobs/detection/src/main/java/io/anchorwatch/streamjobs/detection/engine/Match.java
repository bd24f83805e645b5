// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.anchorwatch.streamjobs.detection.event.EventView;
import io.anchorwatch.streamjobs.detection.event.JsonView;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way through the rules, with the verdicts of leaves that were tested and the values that were read.
 * Used for one event after the other: what is kept carries the number of its event.
 */
final class Match {

    static final byte OPEN = 0;
    static final byte YES = 1;
    static final byte NO = 2;

    private final int[] verdicts;
    private final Object[] values;
    private final int[] read;
    private final @Nullable Match[] elements;
    private EventView event = new JsonView(MissingNode.getInstance());
    private int number;
    private String failure = "";
    private int failures;
    private long tested;

    /**
     * How much there is to keep.
     *
     * @param verdicts of leaves and tests of elements
     * @param values of fields
     * @param elements tests of elements, which have matches of their own
     */
    record Shape(int verdicts, int values, int elements) {}

    Match(Shape shape) {
        this.verdicts = new int[shape.verdicts];
        this.values = new Object[shape.values];
        this.read = new int[shape.values];
        this.elements = new Match[shape.elements];
        Arrays.fill(values, Missing.ABSENT);
    }

    /** Forgets the event before. */
    Match begin(EventView next) {
        event = next;
        failure = "";
        if (++number == Integer.MAX_VALUE >> 2) {
            Arrays.fill(verdicts, 0);
            Arrays.fill(read, 0);
            number = 1;
        }
        return this;
    }

    EventView event() {
        return event;
    }

    /** A field's value, read at the first call for the event. */
    Object value(int place, FieldReader reader) {
        if (read[place] != number) {
            values[place] = reader.read(event);
            read[place] = number;
        }
        return values[place];
    }

    /** The match that a test of elements uses for one element after the other. */
    Match inner(int place, Shape shape) {
        @Nullable Match known = elements[place];
        if (known == null) {
            known = new Match(shape);
            elements[place] = known;
        }
        return known;
    }

    /** Notes that a test could not answer. */
    void failed(String reason) {
        failure = reason.isEmpty() ? "no reason given" : reason;
        failures++;
    }

    /** Whether a test could not answer since the failure was taken. */
    boolean hasFailed() {
        return !failure.isEmpty();
    }

    /** Why a test could not answer since the last call; empty when all did. */
    String takeFailure() {
        String taken = failure;
        failure = "";
        return taken;
    }

    /** How many tests could not answer so far. */
    int failures() {
        return failures;
    }

    byte verdict(int leaf) {
        int kept = verdicts[leaf];
        return kept >> 2 == number ? (byte) (kept & 3) : OPEN;
    }

    boolean keep(int leaf, boolean verdict) {
        verdicts[leaf] = (number << 2) | (verdict ? YES : NO);
        tested++;
        return verdict;
    }

    /** How many verdicts were found out since it was made, those of elements aside. */
    long tested() {
        return tested;
    }
}
