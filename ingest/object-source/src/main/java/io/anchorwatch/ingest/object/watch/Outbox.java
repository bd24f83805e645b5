// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.watch;

import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.object.state.Known;
import io.anchorwatch.ingest.object.state.Position;
import io.anchorwatch.ingest.object.state.WatchState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to be published, and what will be known once it is. Used by one thread. */
final class Outbox {

    private static final int MAX_RECORDS = 500;
    private static final long MAX_BYTES = 4 << 20;

    private final PatientPublisher publisher;
    private final WatchState state;
    private final WatchState.StreamId stream;
    private final WatchMetrics metrics;
    private final List<EventRecord> records = new ArrayList<>();
    private final Map<String, Optional<Known>> objects = new HashMap<>();
    private @Nullable Position position;
    private long bytes;

    Outbox(PatientPublisher publisher, WatchState state, WatchState.StreamId stream, WatchMetrics metrics) {
        this.publisher = publisher;
        this.state = state;
        this.stream = stream;
        this.metrics = metrics;
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
            publisher.publish(List.copyOf(records));
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
}
