// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.syslog;

import java.io.IOException;

/** The receiver ended the connection while a batch was on it. */
final class ReceiverEndedException extends IOException {

    private static final long serialVersionUID = 1L;

    ReceiverEndedException() {
        super("the receiver ended the connection");
    }
}
