// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.pagerduty;

import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.people.ChatUnderTest;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.vendor.PagerDutyStub;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** PagerDuty's stand-in and a sink that writes to it. */
final class PagerDutyUnderTest extends ChatUnderTest {

    static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String NEXT = "fedcba9876543210fedcba9876543210";

    private final PagerDutyStub stub;
    private final AtomicReference<String> key;

    PagerDutyUnderTest() {
        this(PagerDutyStub.start(StubSetup.plain(), KEY), new AtomicReference<>(KEY));
    }

    private PagerDutyUnderTest(PagerDutyStub stub, AtomicReference<String> key) {
        super(
                new PagerDutySink(
                        new PagerDutyConfig(
                                "pager", loopback(URI.create(stub.url() + "/v2/enqueue")), Secret.current(key::get)),
                        InstantSource.system()),
                stub);
        this.stub = stub;
        this.key = key;
    }

    PagerDutyStub stub() {
        return stub;
    }

    /** One that comes again under an open incident is the same to whoever is paged. */
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
        stub.faults().credentials(NEXT);
    }

    @Override
    public void renewCredentials() {
        key.set(NEXT);
    }
}
