// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.tail;

import io.anchorwatch.ingest.event.EventRecord;
import java.util.ArrayList;
import java.util.List;

/** Keeps records and position together, as a transaction does, and fails when told to. */
final class MemoryOutput implements TailOutput {

    enum Failure {
        NONE,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    final List<EventRecord> records = new ArrayList<>();
    LogPosition position = LogPosition.START;
    Failure next = Failure.NONE;

    @Override
    public LogPosition open() {
        return LogPosition.decode(position.encode()).orElseThrow();
    }

    @Override
    public void publish(List<EventRecord> batch, LogPosition after) {
        Failure failure = next;
        next = Failure.NONE;
        if (failure == Failure.BEFORE_COMMIT) {
            throw new IllegalStateException("before the commit");
        }
        records.addAll(batch);
        position = after;
        if (failure == Failure.AFTER_COMMIT) {
            throw new IllegalStateException("after the commit");
        }
    }

    @Override
    public void close() {}
}
