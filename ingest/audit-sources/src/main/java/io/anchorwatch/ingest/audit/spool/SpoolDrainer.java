// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.spool;

import io.anchorwatch.ingest.publish.EventPublisher;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves the spool's records to the publisher, oldest first, one batch at a time so that their order holds. */
public final class SpoolDrainer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolDrainer.class);
    private static final int MAX_RECORDS = 1000;
    private static final long MAX_BYTES = 4L << 20;
    private static final Duration PUBLISH_WAIT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    /** Steps between two tries to reopen a broken spool: 1 s. */
    private static final int HEAL_EVERY = 4;

    private final Spool spool;
    private final EventPublisher publisher;
    private final AtomicLong drained = new AtomicLong();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "spool-drainer");
        thread.setDaemon(true);
        return thread;
    });
    private int steps; // of the worker alone
    private volatile Optional<String> problem = Optional.empty();

    private SpoolDrainer(Spool spool, EventPublisher publisher) {
        this.spool = spool;
        this.publisher = publisher;
    }

    /** Starts draining in a thread of its own. */
    public static SpoolDrainer start(Spool spool, EventPublisher publisher) {
        SpoolDrainer drainer = new SpoolDrainer(spool, publisher);
        Future<?> unused = drainer.worker.scheduleWithFixedDelay(
                drainer::step, 0, BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
        return drainer;
    }

    private void step() {
        try {
            if (steps++ % HEAL_EVERY == 0) {
                spool.heal();
            }
            while (!spool.isEmpty() && drainHead()) {
                problem = Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The scheduler would silently never run again.
            LOG.error("draining the spool failed, trying again", e);
        }
    }

    /** Returns whether it got on. */
    private boolean drainHead() throws InterruptedException {
        Spool.Head head = spool.head(MAX_RECORDS, MAX_BYTES);
        if (head.records().isEmpty()) {
            long before = spool.records();
            spool.remove(head);
            return spool.records() < before;
        }
        try {
            publisher.publish(head.records()).get(PUBLISH_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return failed(e.getCause());
        } catch (TimeoutException e) {
            return failed(e);
        }
        spool.remove(head);
        drained.addAndGet(head.records().size());
        return true;
    }

    private boolean failed(@Nullable Throwable cause) {
        if (problem.isEmpty()) {
            LOG.warn(
                    "Kafka takes nothing now, {} records wait in the spool: {}",
                    spool.records(),
                    String.valueOf(cause));
        }
        problem = Optional.of("Kafka does not take the spool's records: " + cause);
        return false;
    }

    /** Records moved so far. */
    public long drained() {
        return drained.get();
    }

    /** Why the spool does not get emptier, if so. */
    public Optional<String> problem() {
        return problem;
    }

    /** Stops soon; what was not acknowledged stays in the spool. */
    @Override
    public void close() {
        worker.shutdownNow();
        try {
            if (!worker.awaitTermination(PUBLISH_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("the spool drainer is still busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
