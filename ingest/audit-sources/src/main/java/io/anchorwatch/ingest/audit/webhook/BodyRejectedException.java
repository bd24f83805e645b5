// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

/** A body that is not taken. {@code start} holds what there is of it when a dead letter should keep it, else nothing. */
final class BodyRejectedException extends Exception {

    private final Refusal refusal;
    private final byte[] start;

    BodyRejectedException(Refusal refusal, String whatToDo, byte[] start) {
        super(whatToDo);
        this.refusal = refusal;
        this.start = start;
    }

    Refusal refusal() {
        return refusal;
    }

    String whatToDo() {
        return String.valueOf(getMessage());
    }

    byte[] start() {
        return start;
    }
}
