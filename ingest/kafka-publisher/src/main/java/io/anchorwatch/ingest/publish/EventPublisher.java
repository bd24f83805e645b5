// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.publish;

import io.anchorwatch.ingest.event.EventRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Puts records where they outlive this process. Thread-safe. */
public interface EventPublisher extends AutoCloseable {

    /**
     * Publishes all, in order for each key.
     *
     * @return completes when every record is acknowledged by all in-sync replicas; fails at the first that is not, and
     *     then any part of the batch may or may not have been written: publish all of it again
     */
    CompletableFuture<Void> publish(List<EventRecord> batch);

    /** Waits a short time for what is in flight. */
    @Override
    void close();
}
