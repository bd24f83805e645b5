// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import io.anchorwatch.ingest.event.ClusterEvent;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Puts events in the order of (time, id), as far as they are out of it by no more than the lateness.
 *
 * <p>Holds the events of one lateness of event time. Within it the order out depends on the set of events in alone.
 */
final class ReorderBuffer {

    private static final Comparator<ReplayItem.Event> ORDER = Comparator.<ReplayItem.Event, Instant>comparing(
                    e -> e.event().time())
            .thenComparing(e -> e.event().id().value());

    private final PriorityQueue<ReplayItem.Event> waiting = new PriorityQueue<>(ORDER);
    private final Duration lateness;
    private @Nullable Instant watermark;

    ReorderBuffer(Duration lateness) {
        this.lateness = lateness;
    }

    void add(ClusterEvent event) {
        ReplayItem.Event item = watermark != null && event.time().isBefore(watermark)
                ? new ReplayItem.Event(event, true, watermark)
                : new ReplayItem.Event(event, false);
        Instant reached = event.time().minus(lateness);
        if (watermark == null || reached.isAfter(watermark)) {
            watermark = reached;
        }
        waiting.add(item);
    }

    /** The next event that nothing in time can come before, or null. */
    ReplayItem.@Nullable Event due() {
        ReplayItem.Event first = waiting.peek();
        boolean due = first != null && watermark != null && first.event().time().isBefore(watermark);
        return due ? waiting.poll() : null;
    }

    /** Writes what waits, for {@link #read}. */
    void write(DataOutputStream out) throws IOException {
        out.writeBoolean(watermark != null);
        Saved.time(out, watermark == null ? Instant.EPOCH : watermark);
        out.writeInt(waiting.size());
        for (ReplayItem.Event event : waiting) {
            out.writeBoolean(event.late());
            Saved.time(out, event.clock());
            Saved.event(out, event.event());
        }
    }

    /** Reads what waited into an empty buffer. Added in the order of the heap, all have the places that they had. */
    void read(DataInputStream in) throws IOException {
        boolean reached = in.readBoolean();
        Instant time = Saved.time(in);
        watermark = reached ? time : null;
        for (int left = in.readInt(); left > 0; left--) {
            boolean late = in.readBoolean();
            Instant clock = Saved.time(in);
            waiting.add(new ReplayItem.Event(Saved.event(in), late, clock));
        }
    }

    /** The next event when no more come in, or null. */
    ReplayItem.@Nullable Event rest() {
        return waiting.poll();
    }
}
