// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.DeliveryResult;

/** What a service said to a request that it takes as a whole or not at all. */
public sealed interface Reply {

    /** What holds for each alert of the request. */
    record Known(DeliveryResult result) implements Reply {}

    /**
     * It does not like what it was sent: one alert of it, or all that this sink will ever send, because of how it is set up.
     *
     * @param said one line, of which service and with which status
     */
    record Refused(String said) implements Reply {}
}
