// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.watch;

import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.object.state.Known;
import io.anchorwatch.ingest.object.state.Position;
import io.anchorwatch.ingest.object.state.WatchState;
import io.anchorwatch.ingest.publish.EventPublisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be published, and what will be known once it is. Used by one thread. */
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int MAX_RECORDS = 500;
    private static final long MAX_BYTES = 4 << 20;

    private final EventPublisher publisher;
    private final WatchState state;
    private final WatchState.StreamId stream;
    private final WatchMetrics metrics;
    private final Backoff backoff;
    private final List<EventRecord> records = new ArrayList<>();
    private final Map<String, Optional<Known>> objects = new HashMap<>();
    private @Nullable Position position;
    private long bytes;

    Outbox(
            EventPublisher publisher,
            WatchState state,
            WatchState.StreamId stream,
            WatchMetrics metrics,
            Backoff backoff) {
        this.publisher = publisher;
        this.state = state;
        this.stream = stream;
        this.metrics = metrics;
        this.backoff = backoff;
    }

    void add(EventRecord record) {
        records.add(record);
        bytes += record.value().length;
    }

    /** From the next flush on that object is known so; empty: gone. */
    void know(String key, Optional<Known> known) {
        objects.put(key, known);
    }

    void advance(Position to) {
        position = to;
    }

    /** What is known, or about to be. */
    Optional<Known> known(String key) {
        Optional<Known> pending = objects.get(key);
        return pending == null ? state.known(stream, key) : pending;
    }

    /** Flushes when enough has come together. */
    void flushIfFull() throws InterruptedException {
        if (records.size() >= MAX_RECORDS || bytes >= MAX_BYTES || objects.size() >= MAX_RECORDS) {
            flush();
        }
    }

    /** On return all is published and known. Tries until then. */
    void flush() throws InterruptedException {
        if (!records.isEmpty()) {
            publish();
        }
        if (!objects.isEmpty() || position != null) {
            state.commit(stream, objects, position);
        }
        for (EventRecord record : records) {
            switch (record.headers().getOrDefault(EventTopics.CE_TYPE, "")) {
                case EventTopics.OBJECT_TYPE -> metrics.published.increment();
                case EventTopics.DEAD_LETTER_TYPE -> metrics.deadLettered.increment();
                default -> {
                    // Notices are ours: nothing was received.
                }
            }
        }
        forget();
    }

    /** Drops what was not flushed: the server will be asked for it again. */
    void forget() {
        records.clear();
        objects.clear();
        position = null;
        bytes = 0;
    }

    private void publish() throws InterruptedException {
        backoff.reset();
        while (true) {
            try {
                publisher.publish(List.copyOf(records)).get();
                return;
            } catch (ExecutionException | RuntimeException e) {
                metrics.publishFailures.increment();
                LOG.warn("{} {}: changes not published, trying again", stream.cluster(), stream.resource(), e);
                backoff.await(Duration.ZERO);
            }
        }
    }
}
