// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.publish.EventPublisher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Stands in for Kafka where Kafka is not the matter; can be told never to acknowledge. */
final class MemoryPublisher implements EventPublisher {

    final List<EventRecord> published = Collections.synchronizedList(new ArrayList<>());
    volatile boolean silent;

    @Override
    public CompletableFuture<Void> publish(List<EventRecord> batch) {
        if (silent) {
            return new CompletableFuture<>();
        }
        published.addAll(batch);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        published.clear();
    }
}
