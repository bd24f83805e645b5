// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.sentinel;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.vendor.SentinelStub;
import io.anchorwatch.sinks.siem.Credential;
import io.anchorwatch.sinks.siem.FaultySink;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.sinks.siem.Targets;
import io.anchorwatch.sinks.siem.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sink with a strict stand-in for Azure; both have the same clock. */
final class SentinelUnderTest extends FaultySink {

    private final SentinelStub stub;
    private final TestClock clock;
    private final Credential secret;

    SentinelUnderTest() {
        this(SentinelStub.STREAM);
    }

    SentinelUnderTest(String stream) {
        this(stream, new TestClock(), new Credential("secret"));
    }

    private SentinelUnderTest(String stream, TestClock clock, Credential secret) {
        this(SentinelStub.start(new StubSetup(clock, null), "secret", Duration.ofHours(1)), stream, clock, secret);
    }

    private SentinelUnderTest(SentinelStub stub, String stream, TestClock clock, Credential secret) {
        super(
                new SentinelSink(
                        new SentinelConfig(
                                "sentinel",
                                Targets.loopback(stub.url()),
                                SentinelStub.RULE,
                                stream,
                                stub.url(),
                                "https://monitor.azure.com/.default",
                                SentinelStub.TENANT,
                                SentinelStub.CLIENT,
                                secret.secret()),
                        clock),
                stub.faults(),
                Optional.of(secret));
        this.stub = stub;
        this.clock = clock;
        this.secret = secret;
    }

    SentinelStub stub() {
        return stub;
    }

    TestClock clock() {
        return clock;
    }

    Credential secret() {
        return secret;
    }

    List<StubRequest> calls() {
        return stub.requests().stream()
                .filter(request -> request.path().startsWith("/dataCollectionRules/"))
                .toList();
    }

    int tokensAsked() {
        return stub.requests().size() - calls().size();
    }

    List<JsonNode> rows() {
        List<JsonNode> rows = new ArrayList<>();
        calls().forEach(call -> Json.read(call.body()).forEach(rows::add));
        return rows;
    }

    /** With the secret the tokens end: a token of the old one would still be good for an hour. */
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
