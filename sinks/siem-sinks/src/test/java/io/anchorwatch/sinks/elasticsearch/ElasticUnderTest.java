// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.siem.FaultyFront;
import io.anchorwatch.sinks.siem.FaultySink;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.sinks.siem.Targets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The sink with a data stream of its own on a real server. */
final class ElasticUnderTest extends FaultySink {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final OkHttpClient CLIENT = new OkHttpClient();

    private final FaultyFront front;
    private final URI server;
    private final String dataStream;

    private ElasticUnderTest(FaultyFront front, URI server, String dataStream, boolean manage) {
        super(
                new ElasticSink(
                        new ElasticConfig("es", Targets.loopback(front.url()), dataStream, manage),
                        InstantSource.system()),
                front.faults(),
                Optional.empty());
        this.front = front;
        this.server = server;
        this.dataStream = dataStream;
    }

    static ElasticUnderTest open(URI server, boolean manage) {
        return new ElasticUnderTest(
                new FaultyFront(server), server, "logs-test" + NUMBER.incrementAndGet() + "-default", manage);
    }

    FaultyFront front() {
        return front;
    }

    String dataStream() {
        return dataStream;
    }

    /** Another sink for the same data stream, as another process would have. */
    ElasticSink twin() {
        return new ElasticSink(
                new ElasticConfig("es", Targets.loopback(front.url()), dataStream, true), InstantSource.system());
    }

    /** A refusal of the server's own: a document with a time that is none. */
    @Override
    public void rejectBad() {
        front.rewriting(body -> {
            List<String> lines = new ArrayList<>(new String(body, UTF_8).lines().toList());
            for (int i = 0; i + 1 < lines.size(); i += 2) {
                if (lines.get(i).contains("\"bad")) {
                    lines.set(i + 1, "{\"@timestamp\":\"not a time\"}");
                }
            }
            return (String.join("\n", lines) + "\n").getBytes(UTF_8);
        });
    }

    @Override
    public List<String> ids() {
        ask("POST", "/" + dataStream + "/_refresh", null);
        List<String> ids = new ArrayList<>();
        ask("GET", "/" + dataStream + "/_search?size=1000&sort=_seq_no:asc", null)
                .path("hits")
                .path("hits")
                .forEach(hit ->
                        ids.add(hit.path("_source").path("event").path("id").asText()));
        return ids;
    }

    JsonNode ask(String method, String path, @Nullable String body) {
        boolean bare = method.equals("GET");
        RequestBody sent = RequestBody.create(body == null ? "" : body, MediaType.get("application/json"));
        if (body == null) {
            sent = RequestBody.create(new byte[0]);
        }
        Request request = new Request.Builder()
                .url(server + path)
                .method(method, bare ? null : sent)
                .build();
        try (Response response = CLIENT.newCall(request).execute()) {
            return Json.read(response.body().bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        front.close();
    }
}
