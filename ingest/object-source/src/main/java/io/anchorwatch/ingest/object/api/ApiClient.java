// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.ingest.object.ClusterConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** GET requests to one cluster's API server, at a bounded rate. Thread-safe. */
public final class ApiClient implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration HEADERS = Duration.ofSeconds(30);
    private static final Duration RELOAD = Duration.ofSeconds(5);
    private static final int MAX_ERROR_BYTES = 64 << 10;
    private static final int UNAUTHORIZED = 401;

    private final ClusterConfig cluster;
    private final InstantSource clock;
    private final RequestLimiter limiter;
    private volatile KubernetesClient client;
    private Instant loaded;
    private volatile boolean initialEvents = true;

    /**
     * A client that connects when it is used.
     *
     * @throws IOException when the kubeconfig can't be used
     */
    public ApiClient(ClusterConfig cluster, InstantSource clock) throws IOException {
        this.cluster = cluster;
        this.clock = clock;
        this.limiter = new RequestLimiter(clock);
        this.client = connect(cluster);
        this.loaded = clock.instant();
    }

    private static KubernetesClient connect(ClusterConfig cluster) throws IOException {
        return new KubernetesClientBuilder()
                .withConfig(Credentials.of(cluster))
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    /**
     * The body of a successful answer; close it.
     *
     * @param patience how long the first read may wait
     * @throws ApiException when the server refuses
     * @throws IOException when it does not answer
     */
    public BodyStream get(String pathAndQuery, String accept, Duration patience)
            throws IOException, InterruptedException {
        limiter.acquire();
        KubernetesClient current = client;
        HttpClient http = current.getHttpClient();
        String master = current.getConfiguration().getMasterUrl().replaceAll("/+$", "");
        HttpRequest request = http.newHttpRequestBuilder()
                .uri(master + pathAndQuery)
                .header("Accept", accept)
                .timeout(HEADERS.toMillis(), TimeUnit.MILLISECONDS)
                .build();
        BodyStream stream = new BodyStream(clock, patience);
        HttpResponse<AsyncBody> response =
                answer(http.consumeBytes(request, (buffers, body) -> stream.consume(buffers)));
        stream.attach(response.body());
        if (response.isSuccessful()) {
            return stream;
        }
        try (stream) {
            throw refusal(response, stream);
        }
    }

    /** Whether watches that begin with what there is may be to be had. */
    boolean initialEvents() {
        return initialEvents;
    }

    void noInitialEvents() {
        initialEvents = false;
    }

    /** A small document. */
    JsonNode document(String path, String accept) throws IOException, InterruptedException {
        try (BodyStream body = get(path, accept, HEADERS)) {
            return MAPPER.readTree(body);
        }
    }

    private HttpResponse<AsyncBody> answer(CompletableFuture<HttpResponse<AsyncBody>> future)
            throws IOException, InterruptedException {
        try {
            return future.get(HEADERS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            abandon(future);
            throw new IOException("no answer within " + HEADERS.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            abandon(future);
            throw e;
        }
    }

    private static void abandon(CompletableFuture<HttpResponse<AsyncBody>> future) {
        var unused = future.whenComplete((response, failure) -> {
            if (response != null) {
                response.body().cancel();
            }
        });
        future.cancel(true);
    }

    private ApiException refusal(HttpResponse<AsyncBody> response, BodyStream body) {
        if (response.code() == UNAUTHORIZED) {
            reload();
        }
        String message = "";
        try {
            body.patience(RELOAD);
            message = MAPPER.readTree(body.readNBytes(MAX_ERROR_BYTES))
                    .path("message")
                    .asText();
        } catch (IOException e) {
            // The status tells enough.
        }
        String header = response.header("Retry-After");
        boolean seconds = header != null && header.matches("\\d{1,4}");
        return new ApiException(response.code(), Duration.ofSeconds(seconds ? Long.parseLong(header) : 0), message);
    }

    /** Certificates and tokens rotate in their files. The old client is not closed: watches may be using it. */
    private synchronized void reload() {
        if (clock.instant().isAfter(loaded.plus(RELOAD))) {
            loaded = clock.instant();
            try {
                client = connect(cluster);
            } catch (IOException e) {
                // Half written maybe; the next refusal tries again.
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
