// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.real;

import java.io.Serial;

/** A server of a test did not come up; the message ends with the last lines of its log. */
public final class ServerStartException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    ServerStartException(String message) {
        super(message);
    }

    ServerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
