// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.spool;

import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.publish.EventPublisher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a batch durable: in Kafka, or when Kafka does not acknowledge soon, in the spool. Thread-safe.
 *
 * <p>While anything waits in a spool that works, new batches go behind it, so that the order of a key holds. A batch that Kafka
 * acknowledges only after it went to the spool is published twice; events carry their identity, so readers notice.
 */
public final class Intake implements AutoCloseable {

    /** What became of a batch. */
    public sealed interface Outcome {

        /** Kafka acknowledged every record. */
        record Published() implements Outcome {}

        /** It stands in the fsynced spool. */
        record Spooled() implements Outcome {}

        /** Nothing is promised; {@code reason} is one line for an operator. */
        record Refused(String reason) implements Outcome {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final EventPublisher publisher;
    private final Spool spool;
    private final Duration publishWait;
    private final Duration spoolWait;
    private final ExecutorService spoolWriters = Executors.newFixedThreadPool(16, spoolThreads());

    /**
     * @param publishWait how long Kafka may take before the batch goes to the spool
     * @param spoolWait how long the disk may take before the batch is refused
     */
    public Intake(EventPublisher publisher, Spool spool, Duration publishWait, Duration spoolWait) {
        this.publisher = publisher;
        this.spool = spool;
        this.publishWait = publishWait;
        this.spoolWait = spoolWait;
    }

    private static ThreadFactory spoolThreads() {
        AtomicInteger number = new AtomicInteger();
        return runnable -> {
            Thread thread = new Thread(runnable, "spool-writer-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Returns when the batch is safe or refused, within about the two waits together. */
    public Outcome accept(List<EventRecord> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return new Outcome.Published();
        }
        // Behind a spool that is broken nothing can queue: then being safe counts for more than being in order.
        boolean direct = spool.isEmpty() || spool.problem().isPresent();
        if (direct && published(batch)) {
            return new Outcome.Published();
        }
        return spooled(batch);
    }

    private boolean published(List<EventRecord> batch) throws InterruptedException {
        try {
            publisher.publish(batch).get(publishWait.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn(
                    "Kafka did not acknowledge a batch of {} records, it goes to the spool: {}",
                    batch.size(),
                    e.toString());
            return false;
        }
    }

    private Outcome spooled(List<EventRecord> batch) throws InterruptedException {
        try {
            // On a thread of its own: a hanging disk must not hang the caller.
            Future<?> append = spoolWriters.submit(() -> {
                spool.append(batch);
                return batch;
            });
            append.get(spoolWait.toMillis(), TimeUnit.MILLISECONDS);
            return new Outcome.Spooled();
        } catch (ExecutionException e) {
            return new Outcome.Refused(
                    e.getCause() instanceof SpoolRefusedException refused
                            ? String.valueOf(refused.getMessage())
                            : "spool failed: " + e.getCause());
        } catch (TimeoutException e) {
            return new Outcome.Refused("the spool's disk did not answer within " + spoolWait.toMillis() + " ms");
        } catch (RejectedExecutionException e) {
            return new Outcome.Refused("shutting down");
        }
    }

    @Override
    public void close() {
        spoolWriters.shutdown();
    }
}
