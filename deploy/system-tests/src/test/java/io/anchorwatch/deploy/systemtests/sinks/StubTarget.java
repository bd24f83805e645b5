// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import io.anchorwatch.sinks.servers.stub.Stub;
import io.anchorwatch.sinks.servers.stub.TcpFront;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A stand-in for a vendor's service.
 *
 * @param told ids of the alerts that someone who looks there has seen, repeats repeated
 */
record StubTarget(Stub stub, TcpFront front, List<String> settings, Supplier<List<String>> told) implements SinkTarget {

    /** Any; {@code settings} are those of a sink that finds it at a URL. */
    static StubTarget of(Stub stub, Function<URI, List<String>> settings) throws IOException {
        TcpFront front = new TcpFront(stub.url().getPort());
        return new StubTarget(stub, front, settings.apply(Loopback.url(front)), stub::ids);
    }

    /** The same, where the target itself knows a repeat. */
    StubTarget telling(Supplier<List<String>> other) {
        return new StubTarget(stub, front, settings, other);
    }

    @Override
    public List<String> ids() {
        return told.get();
    }

    @Override
    public void slow(Duration by) {
        front.delay(by.toMillis());
    }

    @Override
    public void close() throws IOException {
        front.close();
        stub.close();
    }
}
