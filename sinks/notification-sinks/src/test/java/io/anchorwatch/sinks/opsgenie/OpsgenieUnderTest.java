// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.opsgenie;

import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.people.ChatUnderTest;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.vendor.OpsgenieStub;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Opsgenie's stand-in and a sink that writes to it. */
final class OpsgenieUnderTest extends ChatUnderTest {

    private final OpsgenieStub stub;
    private final AtomicReference<String> key;

    OpsgenieUnderTest() {
        this(OpsgenieStub.start(StubSetup.plain(), "key"), new AtomicReference<>("key"));
    }

    private OpsgenieUnderTest(OpsgenieStub stub, AtomicReference<String> key) {
        super(
                new OpsgenieSink(
                        new OpsgenieConfig(
                                "pager",
                                loopback(stub.url()).with(new HttpAuth.Token("GenieKey", Secret.current(key::get))),
                                List.of("kubernetes"),
                                List.of("SOC")),
                        InstantSource.system()),
                stub);
        this.stub = stub;
        this.key = key;
    }

    OpsgenieStub stub() {
        return stub;
    }

    /** One that comes again under an open alert is only counted. */
    @Override
    public List<String> ids() {
        return stub.told();
    }

    @Override
    public boolean hasCredentials() {
        return true;
    }

    @Override
    public void expireCredentials() {
        stub.faults().credentials("next");
    }

    @Override
    public void renewCredentials() {
        key.set("next");
    }
}
