// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.secops;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.vendor.SecOpsStub;
import io.anchorwatch.sinks.siem.Credential;
import io.anchorwatch.sinks.siem.FaultySink;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.sinks.siem.Targets;
import io.anchorwatch.sinks.siem.TestClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The sink with a strict stand-in for Google; both have the same clock. */
final class SecOpsUnderTest extends FaultySink {

    private static final ServiceAccountKey KEY = new ServiceAccountKey();
    private static final String ACCOUNT = "anchorwatch@soc.iam.gserviceaccount.com";

    private final SecOpsStub stub;
    private final TestClock clock;
    private final Credential keyFile;

    SecOpsUnderTest() {
        this(new TestClock(), new Credential(ACCOUNT, KEY::file, UnaryOperator.identity()));
    }

    private SecOpsUnderTest(TestClock clock, Credential keyFile) {
        this(
                SecOpsStub.start(new StubSetup(clock, null), ACCOUNT, KEY.verifier(), Duration.ofHours(1)),
                clock,
                keyFile);
    }

    private SecOpsUnderTest(SecOpsStub stub, TestClock clock, Credential keyFile) {
        super(
                new SecOpsSink(
                        new SecOpsConfig(
                                "secops",
                                Targets.loopback(stub.url()),
                                "v1",
                                "p",
                                "l",
                                "i",
                                keyFile.secret(),
                                URI.create(stub.url() + "/token")),
                        clock),
                stub.faults(),
                Optional.of(keyFile));
        this.stub = stub;
        this.clock = clock;
        this.keyFile = keyFile;
    }

    SecOpsStub stub() {
        return stub;
    }

    TestClock clock() {
        return clock;
    }

    Credential keyFile() {
        return keyFile;
    }

    List<StubRequest> imports() {
        return stub.requests().stream()
                .filter(request -> !request.path().equals("/token"))
                .toList();
    }

    int tokensAsked() {
        return stub.requests().size() - imports().size();
    }

    List<JsonNode> events() {
        List<JsonNode> events = new ArrayList<>();
        imports()
                .forEach(request -> Json.read(request.body())
                        .at("/inlineSource/events")
                        .forEach(event -> events.add(event.path("udm"))));
        return events;
    }

    /** With the account its tokens end. */
    @Override
    public void expireCredentials() {
        super.expireCredentials();
        stub.revokeTokens();
    }

    @Override
    public boolean hasClock() {
        return true;
    }

    @Override
    public List<String> ids() {
        return stub.ids();
    }

    @Override
    public void close() throws IOException {
        super.close();
        stub.close();
    }
}
