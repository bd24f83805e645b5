// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition as it is written. */
sealed interface Ast {

    /** All hold. */
    record And(List<Ast> operands) implements Ast {}

    /** One holds at least. */
    record Or(List<Ast> operands) implements Ast {}

    /** It does not hold. */
    record Not(Ast operand) implements Ast {}

    /** The macro of that name holds. */
    record Macro(String name, long place) implements Ast {}

    /**
     * A comparison.
     *
     * @param operator without blanks
     * @param modifier oneof, anyof or allof, empty when there is none
     * @param values the constants on the right side, null when another operand stands there
     * @param right that operand
     */
    record Check(
            Operand left,
            String operator,
            String modifier,
            @Nullable List<Operand.Constant> values,
            @Nullable Operand right,
            long place)
            implements Ast {}

    /** What can be read of an event. */
    sealed interface Operand {

        /** Where it stands. */
        long place();

        /** A field, with the argument in brackets where there is one. */
        record Field(String name, @Nullable String argument, long place) implements Operand {}

        /** A function of operands. */
        record Transform(
                String name,
                List<Operand> operands,
                @Nullable String argument,
                long place) implements Operand {}

        /** A text or a number. */
        record Constant(String text, long place) implements Operand {}

        /** Several operands as one list. */
        record Several(List<Operand> operands, long place) implements Operand {}
    }
}
