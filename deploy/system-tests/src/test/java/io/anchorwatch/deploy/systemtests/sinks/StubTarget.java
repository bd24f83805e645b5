// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import io.anchorwatch.sinks.servers.stub.Stub;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.stub.TcpFront;
import io.anchorwatch.sinks.servers.vendor.SplunkStub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A stand-in for a vendor's service. */
record StubTarget(Stub stub, TcpFront front, List<String> settings) implements SinkTarget {

    private static final String TOKEN = "a-token-for-trials-0123456789abcdef";

    /**
     * Any.
     *
     * @param more settings beside those of every sink that speaks HTTP
     */
    static StubTarget of(String type, Stub stub, String... more) throws IOException {
        TcpFront front = new TcpFront(stub.url().getPort());
        return new StubTarget(stub, front, Loopback.http(type, Loopback.url(front), more));
    }

    /** Splunk that says what its indexers have. */
    static StubTarget splunk(Path folder) throws IOException {
        return of(
                "splunk",
                SplunkStub.start(StubSetup.plain(), TOKEN, true),
                "token: " + Loopback.secret(folder, "token", TOKEN));
    }

    @Override
    public List<String> ids() {
        return stub.ids();
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
