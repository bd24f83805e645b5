// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object;

import io.anchorwatch.ingest.object.api.Discovery;
import io.anchorwatch.ingest.object.api.WatchedResource;
import io.anchorwatch.ingest.object.watch.ResourceLoop;
import io.anchorwatch.ingest.object.watch.WatchContext;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Keeps one loop going for each resource that a cluster serves. */
final class ClusterWatch {

    private static final String DEFINITIONS = "customresourcedefinitions.apiextensions.k8s.io";
    private static final Duration SETTLING = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final WatchContext context;
    private final Set<String> wanted;
    private final Semaphore rediscover = new Semaphore(0);
    private final Map<String, Thread> loops = new HashMap<>();

    ClusterWatch(WatchContext context, Set<String> wanted) {
        this.context = context;
        this.wanted = wanted;
    }

    void start() {
        synchronized (loops) {
            loops.put("", thread("discovery", this::discover));
        }
    }

    private void discover() {
        try {
            while (context.stop().getCount() > 0) {
                Duration next = once() ? context.times().rediscovery() : AGAIN;
                if (rediscover.tryAcquire(next.toMillis(), TimeUnit.MILLISECONDS)) {
                    // Definitions come in swarms, and are served a moment after they are made.
                    boolean stopping = context.stop().await(SETTLING.toMillis(), TimeUnit.MILLISECONDS);
                    rediscover.drainPermits();
                    if (stopping) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean once() throws InterruptedException {
        try {
            for (WatchedResource resource : Discovery.of(context.api(), wanted)) {
                ensure(resource);
            }
            context.health().problem("discovery", "");
            return true;
        } catch (IOException | RuntimeException e) {
            context.health().problem("discovery", String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void ensure(WatchedResource resource) {
        synchronized (loops) {
            Thread running = loops.get(resource.name());
            if (context.stop().getCount() > 0 && (running == null || !running.isAlive())) {
                boolean definitions = resource.name().equals(DEFINITIONS);
                Runnable onChange = definitions ? rediscover::release : () -> {};
                loops.put(resource.name(), thread(resource.name(), new ResourceLoop(context, resource, onChange)));
            }
        }
    }

    private Thread thread(String what, Runnable work) {
        Thread thread = new Thread(work, "watch-" + context.cluster() + "-" + what);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    List<String> problems() {
        return context.health().problems();
    }

    /** All threads, told to stop. */
    List<Thread> interrupt() {
        synchronized (loops) {
            loops.values().forEach(Thread::interrupt);
            return new ArrayList<>(loops.values());
        }
    }

    void close() {
        context.api().close();
    }
}
