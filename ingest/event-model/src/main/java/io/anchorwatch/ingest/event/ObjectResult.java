// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

/** What became of bytes that should hold an object, or a change of one. */
public sealed interface ObjectResult {

    /** A usable change. */
    record Decoded(ObjectChange change) implements ObjectResult {}

    /**
     * No change can be read.
     *
     * @param reason one line for an operator; holds no text of the object
     * @param safe what may be kept of the bytes, for the dead letters
     */
    record Malformed(String reason, byte[] safe) implements ObjectResult {}
}
