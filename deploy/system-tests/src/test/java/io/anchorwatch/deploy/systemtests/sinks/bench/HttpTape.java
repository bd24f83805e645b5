// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks.bench;

import io.anchorwatch.sinks.servers.stub.StubAnswer;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import io.anchorwatch.sinks.servers.stub.StubServer;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands before a server, keeps the requests that pass, and plays them again through a plain client. */
final class HttpTape implements AutoCloseable {

    private static final Set<String> OF_THE_CLIENT =
            Set.of("connection", "content-length", "expect", "upgrade", "http2-settings", "transfer-encoding");

    static {
        // A signature may cover it. Read once, by the first client of a process.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI server;
    private final List<StubRequest> kept = new CopyOnWriteArrayList<>();
    private final StubServer front = new StubServer(StubSetup.plain(), this::pass).start();

    HttpTape(URI server) {
        this.server = server;
    }

    URI url() {
        return front.url();
    }

    private StubAnswer pass(StubRequest request) {
        HttpResponse<byte[]> answer = send(request);
        if (request.wire().length > 0) {
            kept.add(request);
        }
        StubAnswer passed = new StubAnswer(answer.statusCode(), Map.of(), answer.body());
        return answer.headers()
                .firstValue("content-type")
                .map(type -> passed.with("Content-Type", type))
                .orElse(passed);
    }

    void clear() {
        kept.clear();
    }

    /** Sends all again. */
    void play() {
        for (StubRequest request : kept) {
            int status = send(request).statusCode();
            if (status / 100 != 2) {
                throw new IllegalStateException("the server answered " + status + " to what it took before");
            }
        }
    }

    void delete(String path) {
        send(new StubRequest("DELETE", path, Map.of(), new byte[0], new byte[0]));
    }

    private HttpResponse<byte[]> send(StubRequest request) {
        HttpRequest.Builder again = HttpRequest.newBuilder(URI.create(server + request.target()))
                .method(request.method(), BodyPublishers.ofByteArray(request.wire()));
        request.headers().forEach((name, value) -> {
            if (!OF_THE_CLIENT.contains(name)) {
                again.header(name, value);
            }
        });
        try {
            return client.send(again.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        front.close();
    }
}
