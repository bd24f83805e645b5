// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

/** A predicate could not answer for an event; the message is one line without event text. */
public final class EvaluationException extends Exception {

    public EvaluationException(String message) {
        super(message);
    }
}
