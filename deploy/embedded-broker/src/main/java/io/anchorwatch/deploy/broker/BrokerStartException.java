// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.broker;

/** The embedded broker cannot start; the message names what is in the way and what to do. */
public final class BrokerStartException extends RuntimeException {

    BrokerStartException(String message, Throwable cause) {
        super(message, cause);
    }

    BrokerStartException(String message) {
        super(message);
    }
}
