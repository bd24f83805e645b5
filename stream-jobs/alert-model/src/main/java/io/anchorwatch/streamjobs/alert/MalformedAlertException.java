// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.alert;

/** Leaves the reader when a field cannot be used; never leaves the package. */
final class MalformedAlertException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    MalformedAlertException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
