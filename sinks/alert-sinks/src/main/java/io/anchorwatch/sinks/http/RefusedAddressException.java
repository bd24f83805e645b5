// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.http;

import java.net.UnknownHostException;

/** The policy does not let a connection go where it would. */
final class RefusedAddressException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    RefusedAddressException(String message) {
        super(message);
    }
}
