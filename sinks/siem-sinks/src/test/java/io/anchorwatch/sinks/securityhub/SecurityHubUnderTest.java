// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.securityhub;

import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.vendor.SecurityHubStub;
import io.anchorwatch.sinks.siem.AwsCredentials;
import io.anchorwatch.sinks.siem.Credential;
import io.anchorwatch.sinks.siem.FaultySink;
import io.anchorwatch.sinks.siem.Targets;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The sink with a strict stand-in for Security Hub, which computes each signature again. */
final class SecurityHubUnderTest extends FaultySink {

    private static final String ACCESS_KEY = "AKIDEXAMPLE";

    private final SecurityHubStub stub;
    private final Credential secretKey;

    SecurityHubUnderTest() {
        this("eu-central-1");
    }

    SecurityHubUnderTest(String region) {
        this(
                SecurityHubStub.start(StubSetup.plain(), ACCESS_KEY, "secret"),
                region,
                new Credential("secret", UnaryOperator.identity(), key -> ACCESS_KEY + ":" + key));
    }

    private SecurityHubUnderTest(SecurityHubStub stub, String region, Credential secretKey) {
        super(
                new SecurityHubSink(
                        new SecurityHubConfig(
                                "hub",
                                Targets.loopback(stub.url()),
                                region,
                                "123456789012",
                                "aws",
                                Optional.empty(),
                                Optional.empty(),
                                new AwsCredentials(Secret.of(ACCESS_KEY), secretKey.secret(), Optional.empty())),
                        InstantSource.system()),
                stub.faults(),
                Optional.of(secretKey));
        this.stub = stub;
        this.secretKey = secretKey;
    }

    SecurityHubStub stub() {
        return stub;
    }

    Credential secretKey() {
        return secretKey;
    }

    @Override
    public boolean hasClock() {
        return true;
    }

    /** An import that is no later than what is there changes nothing: an alert that came twice is there once. */
    @Override
    public List<String> ids() {
        return stub.ids().stream().distinct().toList();
    }

    @Override
    public void close() throws IOException {
        super.close();
        stub.close();
    }
}
