// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.anchorwatch.sinks.servers.stub.TcpFront;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A data stream of a real OpenSearch or Elasticsearch. */
final class SearchTarget implements SinkTarget {

    private static final String STREAM = "logs-anchorwatch.alerts-trial";
    private static final int MOST = 10_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String type;
    private final URI server;
    private final Closeable process;
    private final TcpFront front;

    private final boolean streams;

    /** @param streams whether the server has data streams; without, the alerts go into a plain index */
    SearchTarget(String type, URI server, Closeable process, boolean streams) throws IOException {
        this.type = type;
        this.streams = streams;
        this.server = server;
        this.process = process;
        front = new TcpFront(server.getPort());
    }

    @Override
    public List<String> settings() {
        return Loopback.http(type, Loopback.url(front), "dataStream: " + STREAM, "manageTemplates: " + streams);
    }

    @Override
    public List<String> ids() {
        ask("POST", "/" + STREAM + "/_refresh");
        List<String> ids = new ArrayList<>();
        ask("GET", "/" + STREAM + "/_search?_source=event.id&sort=_doc&size=" + MOST)
                .path("hits")
                .path("hits")
                .forEach(hit ->
                        ids.add(hit.path("_source").path("event").path("id").asText()));
        return ids;
    }

    private JsonNode ask(String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .method(method, BodyPublishers.noBody())
                .build();
        try {
            return JSON.readTree(
                    client.send(request, BodyHandlers.ofByteArray()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void slow(Duration by) {
        front.delay(by.toMillis());
    }

    @Override
    public void close() throws IOException {
        front.close();
        process.close();
    }
}
