// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.alertmanager;

import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.people.ChatUnderTest;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.vendor.AlertmanagerStub;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Stand-ins of one or two servers of a cluster and a sink that writes to them; faults are those of the first. */
final class AlertmanagerUnderTest extends ChatUnderTest {

    private final AlertmanagerSink sink;
    private final AlertmanagerStub stub;
    private final List<AlertmanagerStub> others;
    private final AtomicReference<String> token;

    private AlertmanagerUnderTest(
            AlertmanagerSink sink,
            AlertmanagerStub stub,
            List<AlertmanagerStub> others,
            AtomicReference<String> token) {
        super(sink, stub);
        this.sink = sink;
        this.stub = stub;
        this.others = others;
        this.token = token;
    }

    static AlertmanagerUnderTest alone(Duration ttl, InstantSource clock) {
        return open(List.of(), 1, ttl, clock);
    }

    static AlertmanagerUnderTest pair(int quorum, InstantSource clock) {
        return open(List.of(start()), quorum, Duration.ofHours(1), clock);
    }

    private static AlertmanagerUnderTest open(
            List<AlertmanagerStub> others, int quorum, Duration ttl, InstantSource clock) {
        AlertmanagerStub stub = start();
        AtomicReference<String> token = new AtomicReference<>("token");
        List<URI> urls = Stream.concat(Stream.of(stub), others.stream())
                .map(AlertmanagerStub::url)
                .toList();
        AlertmanagerSink sink = new AlertmanagerSink(config(urls, token, quorum, ttl), clock);
        return new AlertmanagerUnderTest(sink, stub, others, token);
    }

    private static AlertmanagerStub start() {
        return AlertmanagerStub.start(StubSetup.plain(), "token");
    }

    static AlertmanagerConfig config(List<URI> urls, AtomicReference<String> token, int quorum, Duration ttl) {
        List<HttpTarget> peers = urls.stream()
                .map(url -> loopback(url).with(new HttpAuth.Token("Bearer", Secret.current(token::get))))
                .toList();
        return new AlertmanagerConfig(
                "am", peers, quorum, ttl, AlertmanagerConfig.KEEP, Map.of("team", "soc"), Map.of());
    }

    AlertmanagerSink alertmanager() {
        return sink;
    }

    AlertmanagerStub stub() {
        return stub;
    }

    AlertmanagerStub other() {
        return others.get(0);
    }

    /** One that comes again with the same labels is the same to whoever is told. */
    @Override
    public List<String> ids() {
        return stub.told();
    }

    @Override
    public boolean hasCredentials() {
        return others.isEmpty();
    }

    @Override
    public void expireCredentials() {
        stub.faults().credentials("next");
    }

    @Override
    public void renewCredentials() {
        token.set("next");
    }

    @Override
    public void close() throws IOException {
        super.close();
        others.forEach(AlertmanagerStub::close);
    }
}
