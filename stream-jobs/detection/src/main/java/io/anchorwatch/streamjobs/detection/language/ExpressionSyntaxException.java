// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.language;

/** An expression that can't be honoured; the message says what to write instead. */
public final class ExpressionSyntaxException extends Exception {

    private final int offset;

    /** {@code offset} is the character of the expression where it goes wrong, from 0. */
    public ExpressionSyntaxException(int offset, String message) {
        super(message);
        this.offset = offset;
    }

    /** Where in the expression, in characters from 0. */
    public int offset() {
        return offset;
    }
}
