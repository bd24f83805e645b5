// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import io.anchorwatch.sinks.servers.stub.Faults;
import io.anchorwatch.sinks.servers.stub.StubAnswer;
import io.anchorwatch.sinks.servers.stub.StubServer;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.stub.TcpFront;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver of CloudEvents in binary mode; remembers when each came. */
final class WebhookTarget implements SinkTarget {

    /** An alert and when it came, by {@link System#nanoTime}. */
    record Arrival(String id, long nanos) {}

    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    private final StubServer server = new StubServer(StubSetup.plain(), request -> {
                arrivals.add(new Arrival(request.header("ce-id").orElse(""), System.nanoTime()));
                return StubAnswer.of(204);
            })
            .start();

    private final TcpFront front;

    WebhookTarget() throws IOException {
        front = new TcpFront(server.url().getPort());
    }

    Faults faults() {
        return server.faults();
    }

    List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    @Override
    public List<String> settings() {
        return Loopback.http("webhook", Loopback.url(front), "mode: binary");
    }

    @Override
    public List<String> ids() {
        return arrivals.stream().map(Arrival::id).toList();
    }

    @Override
    public void slow(Duration by) {
        front.delay(by.toMillis());
    }

    @Override
    public void close() throws IOException {
        front.close();
        server.close();
    }
}
