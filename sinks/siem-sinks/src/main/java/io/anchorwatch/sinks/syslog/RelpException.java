// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.syslog;

import java.io.IOException;

/** The other side does not keep to the protocol; the message is one line and holds nothing of what it said. */
final class RelpException extends IOException {

    private static final long serialVersionUID = 1L;

    RelpException(String message) {
        super(message);
    }
}
