// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

/** Stops the reading of one item of a rule file; becomes a problem at its place. */
final class FalcoException extends Exception {

    private final long place;
    private final boolean unknownField;

    /** {@code place} is one of {@link Located}. */
    FalcoException(long place, String message) {
        this(place, message, false);
    }

    private FalcoException(long place, String message, boolean unknownField) {
        super(message);
        this.place = place;
        this.unknownField = unknownField;
    }

    static FalcoException unknownField(long place, String message) {
        return new FalcoException(place, message, true);
    }

    long place() {
        return place;
    }

    /** Whether a rule that says {@code skip-if-unknown-filter} may be left out for it. */
    boolean isUnknownField() {
        return unknownField;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
