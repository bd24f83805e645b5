// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.servers.stub.Faults;
import io.anchorwatch.sinks.servers.stub.StubAnswer;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import io.anchorwatch.sinks.servers.stub.StubServer;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A real server behind a front that can fail in every way a network can. */
public final class FaultyFront implements AutoCloseable {

    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "content-length", "transfer-encoding", "connection", "keep-alive", "date", "content-encoding", "host");

    private final URI real;
    private final OkHttpClient client = new OkHttpClient();
    private final StubServer front = new StubServer(StubSetup.plain(), this::forward).start();
    private volatile @Nullable UnaryOperator<byte[]> rewrite;

    public FaultyFront(URI real) {
        this.real = real;
    }

    public URI url() {
        return front.url();
    }

    public Faults faults() {
        return front.faults();
    }

    public List<StubRequest> requests() {
        return front.requests();
    }

    /** Changes bodies on their way to the server. */
    public void rewriting(UnaryOperator<byte[]> change) {
        rewrite = change;
    }

    private StubAnswer forward(StubRequest asked) {
        UnaryOperator<byte[]> change = rewrite;
        byte[] body = change == null ? asked.wire() : change.apply(asked.body());
        boolean bare = asked.method().equals("GET") || asked.method().equals("HEAD");
        Request.Builder request = new Request.Builder()
                .url(real + asked.target())
                .method(asked.method(), bare ? null : RequestBody.create(body));
        asked.headers().forEach((name, value) -> {
            boolean kept = name.equals("host") || (name.equals("content-encoding") && change == null);
            if (kept || !OF_THE_CONNECTION.contains(name)) {
                request.header(name, value);
            }
        });
        try (Response response = client.newCall(request.build()).execute()) {
            Map<String, String> headers = new LinkedHashMap<>();
            response.headers().forEach(header -> {
                if (!OF_THE_CONNECTION.contains(header.getFirst().toLowerCase(Locale.ROOT))) {
                    headers.put(header.getFirst(), header.getSecond());
                }
            });
            return new StubAnswer(response.code(), headers, response.body().bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        front.close();
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }
}
