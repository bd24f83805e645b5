// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import io.anchorwatch.sinks.servers.stub.Stub;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.vendor.SplunkStub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A stand-in for a vendor's service. */
record StubTarget(Stub stub, List<String> settings) implements SinkTarget {

    private static final String TOKEN = "a-token-for-trials-0123456789abcdef";

    /** Splunk that says what its indexers have. */
    static StubTarget splunk(Path folder) throws IOException {
        SplunkStub stub = SplunkStub.start(StubSetup.plain(), TOKEN, true);
        return new StubTarget(
                stub, Loopback.http("splunk", stub.url(), "token: " + Loopback.secret(folder, "token", TOKEN)));
    }

    @Override
    public List<String> ids() {
        return stub.ids();
    }

    @Override
    public void slow(Duration by) {
        stub.faults().delay(by);
    }

    @Override
    public void close() {
        stub.close();
    }
}
