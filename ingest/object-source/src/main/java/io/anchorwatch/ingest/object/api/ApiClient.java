// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.ingest.object.config.ClusterConfig;
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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** GET requests to one cluster's API server, at a bounded rate. Thread-safe. */
public final class ApiClient implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration HEADERS = Duration.ofSeconds(30);
    private static final Duration RELOAD = Duration.ofSeconds(5);
    private static final int MAX_ERROR_BYTES = 64 << 10;
    private static final Duration WITHOUT_INITIAL_EVENTS = Duration.ofHours(1);
    private static final int UNAUTHORIZED = 401;

    private final ClusterConfig cluster;
    private final InstantSource clock;
    private final RequestLimiter limiter;
    private Shared<KubernetesClient> client;
    private Instant loaded;
    private final Map<String, Instant> withoutInitialEvents = new ConcurrentHashMap<>();

    /**
     * A client that connects when it is used.
     *
     * @throws IOException when the kubeconfig can't be used
     */
    public ApiClient(ClusterConfig cluster, InstantSource clock) throws IOException {
        this.cluster = cluster;
        this.clock = clock;
        this.limiter = new RequestLimiter(clock);
        this.client = new Shared<>(connect(cluster));
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
        Lease lease = lease();
        BodyStream stream = new BodyStream(clock, patience, lease.of()::release);
        boolean open = false;
        try {
            HttpResponse<AsyncBody> response = answer(send(lease.client(), pathAndQuery, accept, stream));
            stream.attach(response.body());
            if (!response.isSuccessful()) {
                throw refusal(response, stream);
            }
            open = true;
            return stream;
        } finally {
            if (!open) {
                stream.close();
            }
        }
    }

    private static CompletableFuture<HttpResponse<AsyncBody>> send(
            KubernetesClient client, String pathAndQuery, String accept, BodyStream stream) {
        HttpClient http = client.getHttpClient();
        String master = client.getConfiguration().getMasterUrl().replaceAll("/+$", "");
        HttpRequest request = http.newHttpRequestBuilder()
                .uri(master + pathAndQuery)
                .header("Accept", accept)
                .timeout(HEADERS.toMillis(), TimeUnit.MILLISECONDS)
                .build();
        return http.consumeBytes(request, (buffers, body) -> stream.consume(buffers));
    }

    private record Lease(Shared<KubernetesClient> of, KubernetesClient client) {}

    private synchronized Lease lease() {
        return new Lease(client, client.take());
    }

    /** Whether watches of a resource that begin with what there is may be to be had. */
    boolean initialEvents(WatchedResource resource) {
        Instant until = withoutInitialEvents.getOrDefault(resource.ref().group(), Instant.MIN);
        return !clock.instant().isBefore(until);
    }

    /** They are not; a server may be upgraded, so this is forgotten after a while. Each group may have a server of its own. */
    void noInitialEvents(WatchedResource resource) {
        withoutInitialEvents.put(resource.ref().group(), clock.instant().plus(WITHOUT_INITIAL_EVENTS));
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

    /** Certificates and tokens rotate in their files. The old client goes with the last watch that uses it. */
    private synchronized void reload() {
        if (clock.instant().isAfter(loaded.plus(RELOAD))) {
            loaded = clock.instant();
            try {
                Shared<KubernetesClient> old = client;
                client = new Shared<>(connect(cluster));
                old.retire();
            } catch (IOException e) {
                // Half written maybe; the next refusal tries again.
            }
        }
    }

    @Override
    public synchronized void close() {
        client.retire();
    }
}
