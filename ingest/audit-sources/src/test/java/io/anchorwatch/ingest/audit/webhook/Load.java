// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Posts batches from several threads and remembers which events were acknowledged. A batch that fails is given up. */
final class Load implements AutoCloseable {

    private static final int BATCH = 20;

    private final String prefix;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads;
    private final AtomicInteger batches = new AtomicInteger();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean stopped;

    private Load(String prefix, int port, int threadCount) {
        this.prefix = prefix;
        this.port = port;
        this.threads = Executors.newFixedThreadPool(threadCount);
    }

    static Load start(String prefix, int port, int threadCount) {
        Load load = new Load(prefix, port, threadCount);
        for (int i = 0; i < threadCount; i++) {
            load.threads.execute(load::run);
        }
        return load;
    }

    private void run() {
        while (!stopped) {
            List<String> ids = Batches.ids(prefix + batches.incrementAndGet(), BATCH);
            try {
                if (Harness.post(client, port, Batches.listOf(ids)).statusCode() == 200) {
                    acknowledged.addAll(ids);
                    count.addAndGet(ids.size());
                }
            } catch (IOException notThere) {
                Thread.onSpinWait();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    int count() {
        return count.get();
    }

    /** Ends the load and tells what was acknowledged. */
    List<String> stop() throws InterruptedException {
        stopped = true;
        threads.shutdown();
        if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a post hangs");
        }
        return List.copyOf(acknowledged);
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
    }
}
