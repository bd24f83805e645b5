// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.elasticsearch;

import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.vendor.BulkStub;
import io.anchorwatch.sinks.siem.Credential;
import io.anchorwatch.sinks.siem.FaultySink;
import io.anchorwatch.sinks.siem.Targets;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The sink with a strict stand-in for the bulk API, which asks for a key as the real server of the tests cannot. */
final class BulkUnderTest extends FaultySink {

    private final BulkStub stub;

    BulkUnderTest() {
        this(BulkStub.start(StubSetup.plain(), "key"), new Credential("key"));
    }

    private BulkUnderTest(BulkStub stub, Credential key) {
        super(
                new ElasticSink(
                        new ElasticConfig(
                                "es",
                                Targets.loopback(stub.url()).with(new HttpAuth.Token("ApiKey", key.secret())),
                                ElasticConfig.DATA_STREAM,
                                false),
                        InstantSource.system()),
                stub.faults(),
                Optional.of(key));
        this.stub = stub;
    }

    BulkStub stub() {
        return stub;
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
