// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.syslog;

import io.anchorwatch.sinks.DeliveryResult;
import java.io.IOException;
import java.util.List;

/** Brings messages over one connection after another. */
interface Carrier {

    /**
     * Sends messages in order and adds an answer to {@code results} for each that the receiver is known to have.
     *
     * @throws IOException when that ends before the last; the messages behind the known ones are to be tried again
     */
    void send(List<byte[]> messages, List<DeliveryResult> results) throws IOException;

    /** Asks the receiver, without a message, whether it is there. */
    void greet() throws IOException;

    /** Ends the connection; ends a {@link #send} of another thread too. */
    void close();
}
