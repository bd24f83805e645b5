// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.watch;

import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.object.api.ApiException;
import io.anchorwatch.ingest.object.api.Discovery;
import io.anchorwatch.ingest.object.api.WatchedResource;
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
public final class ClusterWatch {

    private static final String DISCOVERY = "discovery";
    private static final String DEFINITIONS = "customresourcedefinitions.apiextensions.k8s.io";
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final WatchContext context;
    private final Notices notices;
    private final Backoff backoff;
    private final Set<String> wanted;
    private final Semaphore rediscover = new Semaphore(0);
    private final Map<String, Thread> loops = new HashMap<>();

    /** Watches what the cluster serves of {@code wanted}, once started. */
    public ClusterWatch(WatchContext context, Set<String> wanted) {
        this.context = context;
        this.notices = new Notices(context, new PatientPublisher(context, DISCOVERY));
        this.backoff = new Backoff(context.times(), context.random(), context.stop());
        this.wanted = wanted;
    }

    public void start() {
        synchronized (loops) {
            loops.put("", thread(DISCOVERY, this::discover));
        }
    }

    private void discover() {
        try {
            while (context.stop().getCount() > 0) {
                if (!once()) {
                    backoff.await(Duration.ZERO);
                } else if (rediscover.tryAcquire(context.times().rediscovery().toMillis(), TimeUnit.MILLISECONDS)) {
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
            backoff.reset();
            context.health().problem(DISCOVERY, "");
            if (context.health().answered()) {
                notices.tell(WatchNotice.Kind.RECOVERED, "", "");
            }
            return true;
        } catch (ApiException refused) {
            context.health().problem(DISCOVERY, String.valueOf(refused.getMessage()));
            return false;
        } catch (IOException away) {
            String why = String.valueOf(away.getMessage());
            context.health().problem(DISCOVERY, why);
            if (context.health().failed(DISCOVERY, why)) {
                notices.tell(WatchNotice.Kind.UNREACHABLE, "", why);
            }
            return false;
        } catch (RuntimeException unforeseen) {
            // A credential plugin, or an answer that nobody expects: the loop goes on.
            context.health().problem(DISCOVERY, String.valueOf(unforeseen.getMessage()));
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

    /** The cluster's. */
    public String name() {
        return context.cluster();
    }

    /** What is wrong now, one line each. */
    public List<String> problems() {
        return context.health().problems();
    }

    /** All threads, told to stop. */
    public List<Thread> interrupt() {
        synchronized (loops) {
            loops.values().forEach(Thread::interrupt);
            return new ArrayList<>(loops.values());
        }
    }

    /** Frees the client; the threads have ended. */
    public void close() {
        context.api().close();
    }
}
