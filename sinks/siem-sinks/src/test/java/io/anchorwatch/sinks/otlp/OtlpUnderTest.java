// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.otlp;

import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.vendor.OpenTelemetryStub;
import io.anchorwatch.sinks.siem.Credential;
import io.anchorwatch.sinks.siem.FaultySink;
import io.anchorwatch.sinks.siem.Targets;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The sink with a strict collector. */
final class OtlpUnderTest extends FaultySink {

    private final OpenTelemetryStub stub;
    private boolean rejecting;

    OtlpUnderTest() {
        this(OpenTelemetryStub.start(StubSetup.plain(), "token"), new Credential("token"));
    }

    private OtlpUnderTest(OpenTelemetryStub stub, Credential token) {
        super(
                new OtlpSink(
                        new OtlpConfig(
                                "otlp",
                                Targets.loopback(stub.url()).with(new HttpAuth.Token("Bearer", token.secret()))),
                        InstantSource.system()),
                stub.faults(),
                Optional.of(token));
        this.stub = stub;
    }

    OpenTelemetryStub stub() {
        return stub;
    }

    @Override
    public void rejectBad() {
        super.rejectBad();
        rejecting = true;
    }

    /** A collector that refuses some does not say which: the others come again while these are looked for. */
    @Override
    public List<String> ids() {
        return rejecting ? stub.ids().stream().distinct().toList() : stub.ids();
    }

    @Override
    public void close() throws IOException {
        super.close();
        stub.close();
    }
}
