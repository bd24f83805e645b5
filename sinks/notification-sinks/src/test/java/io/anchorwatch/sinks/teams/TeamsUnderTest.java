// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.teams;

import io.anchorwatch.sinks.people.ChatUnderTest;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.vendor.TeamsStub;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/** A workflow's stand-in and a sink that posts to it. */
final class TeamsUnderTest extends ChatUnderTest {

    private final TeamsStub stub;

    private TeamsUnderTest(TeamsStub stub) {
        super(new TeamsSink(config(stub), InstantSource.system()), stub);
        this.stub = stub;
    }

    static TeamsUnderTest start() {
        return new TeamsUnderTest(TeamsStub.start(StubSetup.plain(), "signature"));
    }

    private static TeamsConfig config(TeamsStub stub) {
        URI url = URI.create(stub.url() + "/workflows/w/triggers/manual/paths/invoke?api-version=1&sig=signature");
        return new TeamsConfig("teams", loopback(url), Duration.ZERO);
    }

    TeamsStub stub() {
        return stub;
    }
}
