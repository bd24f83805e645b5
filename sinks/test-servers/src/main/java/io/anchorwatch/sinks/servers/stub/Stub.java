// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.stub;

import java.net.URI;
import java.util.List;

/** A stand-in for a service that alerts are sent to. */
public interface Stub extends AutoCloseable {

    /** Where it answers, without a slash at the end. */
    URI url();

    /** What it does wrong on purpose. */
    Faults faults();

    /** The ids of the alerts it accepted, in order, duplicates and all. */
    List<String> ids();

    /** Why it refused what it refused, in order; a correct sender leaves this empty unless the test asked for refusals. */
    List<String> violations();

    /** Every request that was read to its end, in order, those included that a fault answered. */
    List<StubRequest> requests();

    @Override
    void close();
}
