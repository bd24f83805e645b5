// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.spool;

/** The spool did not take a batch; the message is one line for an operator. Nothing was promised for the batch. */
public final class SpoolRefusedException extends Exception {

    SpoolRefusedException(String message) {
        super(message);
    }

    SpoolRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
