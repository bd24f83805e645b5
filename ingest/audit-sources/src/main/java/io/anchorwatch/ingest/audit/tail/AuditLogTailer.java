// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.tail;

import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.publish.Backoff;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes each line of an API server's audit log exactly once, as a reader of committed records sees it.
 *
 * <p>Survives rotation, renaming, compression and copy-and-truncate of the log, loss of Kafka, and its own death at any
 * moment: the position is part of the transaction, and after any doubt it is read back from the broker. What is no
 * event goes to the dead letters in the same transaction. Nothing is skipped: what Kafka does not take is tried again.
 */
public final class AuditLogTailer implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLogTailer.class);

    /** Kafka forgets the offset of a group without members after a week, and an audit log may be silent for longer. */
    private static final Duration RENEW_POSITION = Duration.ofHours(6);

    private final TailOptions options;
    private final TailOutput output;
    private final TailMetrics metrics;
    private final InstantSource clock;
    private final Backoff backoff;
    private final LineRecords records;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable LogCursor cursor;
    private @Nullable Batch pending;
    private Instant committed = Instant.MIN;

    /** A tailer on a Kafka cluster; call {@link #run} on a thread of its own. */
    public AuditLogTailer(TailOptions options, MeterRegistry registry, InstantSource clock, RandomGenerator random) {
        this(
                options,
                new KafkaTailOutput(
                        options.id(),
                        options.kafka(),
                        config -> new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())),
                registry,
                clock,
                random);
    }

    AuditLogTailer(
            TailOptions options,
            TailOutput output,
            MeterRegistry registry,
            InstantSource clock,
            RandomGenerator random) {
        this.options = options;
        this.output = output;
        this.metrics = new TailMetrics(registry, options.cluster(), options.source());
        this.clock = clock;
        this.backoff = new Backoff(random);
        this.records = new LineRecords(options, clock);
    }

    /** Tails until closed. */
    @Override
    public void run() {
        try {
            while (closed.getCount() > 0) {
                Duration wait = attempt();
                if (closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            letGo();
        }
    }

    /** Makes {@link #run} return soon; what is not committed then is published by the next tailer. */
    @Override
    public void close() {
        closed.countDown();
    }

    /** One step, and how long to wait before the next. */
    Duration attempt() {
        try {
            boolean more = step();
            backoff.reset();
            return more ? Duration.ZERO : options.pollInterval();
        } catch (IOException | RuntimeException e) {
            Duration wait = backoff.next();
            LOG.warn("publishing {} failed, trying again in {}", options.file(), wait, e);
            metrics.retried();
            letGo();
            return wait;
        }
    }

    private boolean step() throws IOException {
        LogCursor log = cursor == null ? reopen() : cursor;
        Chunk chunk = log.next(options.maxLines(), options.maxBytes());
        boolean renew = !log.position().equals(LogPosition.START)
                && committed.plus(RENEW_POSITION).isBefore(clock.instant());
        if (chunk.lines().isEmpty() && !renew) {
            return false;
        }
        Batch batch = batch(chunk);
        metrics.read(batch.size());
        pending = batch;
        output.publish(batch.records(), chunk.after());
        settle(true);
        return !chunk.lines().isEmpty();
    }

    private LogCursor reopen() {
        LogPosition proven = output.open();
        settle(pending != null && pending.after().equals(proven));
        committed = clock.instant();
        LogCursor log = new LogCursor(new LogDirectory(options.file()), proven, options.maxLineBytes(), metrics);
        cursor = log;
        LOG.info("tailing {} from byte {} of a file", options.file(), proven.offset());
        return log;
    }

    /** Counts the batch under way as what it became. */
    private void settle(boolean wasCommitted) {
        Batch batch = pending;
        pending = null;
        if (batch != null && wasCommitted) {
            metrics.done(batch.size() - batch.deadLetters(), batch.deadLetters());
            committed = clock.instant();
        } else if (batch != null) {
            metrics.givenBack(batch.size());
        }
    }

    private Batch batch(Chunk chunk) {
        List<EventRecord> made = new ArrayList<>(chunk.lines().size());
        for (LogLine line : chunk.lines()) {
            if (!line.blank()) {
                made.add(records.of(chunk.origin(), line));
            }
        }
        int dead = (int) made.stream().filter(LineRecords::isDeadLetter).count();
        return new Batch(made, dead, chunk.after());
    }

    private void letGo() {
        output.close();
        LogCursor log = cursor;
        cursor = null;
        if (log != null) {
            try {
                log.close();
            } catch (IOException e) {
                LOG.debug("closing {} failed", options.file(), e);
            }
        }
    }

    private record Batch(List<EventRecord> records, int deadLetters, LogPosition after) {

        int size() {
            return records.size();
        }
    }
}
