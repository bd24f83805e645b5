// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.demo;

import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.publish.EventPublisher;
import io.anchorwatch.ingest.recording.EventReplay;
import io.anchorwatch.ingest.recording.Pacer;
import io.anchorwatch.ingest.recording.ReplayItem;
import io.anchorwatch.ingest.recording.ReplayOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a watch saw of the objects while the incident went on. */
final class WatchedObjects {

    private static final String RESOURCE = "/anchorwatch/examples/incident-watch.jsonl.gz";

    private final ArrayDeque<ClusterEvent> waiting = new ArrayDeque<>();
    private final int total;

    private WatchedObjects(List<ClusterEvent> events) {
        waiting.addAll(events);
        total = events.size();
    }

    /** Reads them; {@code folder} holds a copy meanwhile. */
    static WatchedObjects load(Path folder) throws IOException {
        Path copy = folder.resolve("incident-watch.jsonl.gz");
        try (InputStream in = Objects.requireNonNull(WatchedObjects.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            Files.copy(in, copy);
        }
        List<ClusterEvent> events = new ArrayList<>();
        try (EventReplay replay =
                EventReplay.open(List.of(copy), ReplayOptions.of(DemoConfig.CLUSTER), Pacer.unpaced())) {
            while (replay.hasNext()) {
                if (replay.next() instanceof ReplayItem.Event event) {
                    events.add(event.event());
                }
            }
        }
        return new WatchedObjects(events);
    }

    /** How many there are, notices of the watch included. */
    int total() {
        return total;
    }

    /** Publishes what was seen up to a time. */
    void publishUntil(Instant time, EventPublisher publisher) {
        List<EventRecord> due = new ArrayList<>();
        while (!waiting.isEmpty() && !waiting.element().time().isAfter(time)) {
            ClusterEvent event = waiting.remove();
            due.add(EventRecord.of(event, event.time()));
        }
        publisher.publish(due).join();
    }
}
