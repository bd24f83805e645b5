// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.stub;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What every stub starts with.
 *
 * @param clock the right time, from which {@link Faults#clockSkew} leads away
 * @param tls null for plain HTTP
 */
public record StubSetup(InstantSource clock, @Nullable StubTls tls) {

    /** Plain HTTP and the system's clock. */
    public static StubSetup plain() {
        return new StubSetup(InstantSource.system(), null);
    }

    /** HTTPS and the system's clock. */
    public static StubSetup secure(StubTls tls) {
        return new StubSetup(InstantSource.system(), tls);
    }
}
