// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends as the webhook backend of an API server does: batches, each call with 30 s, and the same batch again until it is
 * acknowledged. A real one gives up after some 80 s; this one does not, so that what was sent is what must be found.
 */
final class ApiServer implements AutoCloseable {

    private static final long AGAIN_NANOS = 100_000_000;

    private final URI uri;
    private final Recording recording;
    private final long pauseNanos;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final AtomicInteger next;
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();
    private volatile boolean stopped;

    private ApiServer(ServicePlace place, Recording recording, long pauseMillis, int firstBatch) {
        this.uri = webhook(place);
        this.recording = recording;
        this.pauseNanos = TimeUnit.MILLISECONDS.toNanos(pauseMillis);
        this.next = new AtomicInteger(firstBatch);
    }

    static URI webhook(ServicePlace place) {
        return URI.create(
                "http://127.0.0.1:" + place.webhookPort() + "/v1/audit/" + ServicePlace.CLUSTER + "?timeout=30s");
    }

    /** Begins to send with two connections, each with a pause between batches. */
    static ApiServer start(ServicePlace place, Recording recording, long pauseMillis) {
        ApiServer server = new ApiServer(place, recording, pauseMillis, 0);
        server.threads.execute(server::run);
        server.threads.execute(server::run);
        return server;
    }

    private void run() {
        while (!stopped) {
            List<String> batch = recording.batch(next.getAndIncrement());
            String body = Recording.body(batch);
            while (!isAcknowledged(body)) {
                failures.incrementAndGet();
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                LockSupport.parkNanos(AGAIN_NANOS);
            }
            acknowledged.addAll(batch);
            count.addAndGet(batch.size());
            LockSupport.parkNanos(pauseNanos);
        }
    }

    private boolean isAcknowledged(String body) {
        long start = System.nanoTime();
        try {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .timeout(Duration.ofSeconds(30))
                    .header("Authorization", "Bearer " + ServicePlace.TOKEN)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
            slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
            return status == 200;
        } catch (IOException away) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Events acknowledged so far. */
    int count() {
        return count.get();
    }

    /** Calls that were not acknowledged. */
    int failures() {
        return failures.get();
    }

    /** The slowest answer so far. */
    long slowestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(slowest.get());
    }

    /** Ends when every batch begun is acknowledged, and tells all events that were. */
    List<String> stop() throws InterruptedException {
        stopped = true;
        threads.shutdown();
        if (!threads.awaitTermination(120, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a batch was never acknowledged");
        }
        return List.copyOf(acknowledged);
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
    }
}
