// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.notify;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Messages that wait for the target alone, in order. Not thread-safe. */
final class DueMessages {

    /** As much is kept while the target is away, the rest stays on the topic. */
    private static final long MOST_BYTES = 16 << 20;

    private static final int MOST = 5_000;

    private final TreeMap<Long, Message> due = new TreeMap<>();
    private long sequence;

    /** The place of the next message. */
    long next() {
        return sequence++;
    }

    /** Takes a message, a new one or one that was kept. */
    void add(Message message) {
        due.put(message.sequence(), message);
        sequence = Math.max(sequence, message.sequence() + 1);
    }

    /** Whether the message was due, and is no more. */
    boolean remove(Message message) {
        Message mine = due.get(message.sequence());
        boolean known = mine != null && mine.id().equals(message.id());
        if (known) {
            due.remove(message.sequence());
        }
        return known;
    }

    @Nullable
    Message get(long place) {
        return due.get(place);
    }

    Collection<Message> all() {
        return List.copyOf(due.values());
    }

    long alerts() {
        return due.values().stream().mapToLong(Message::alerts).sum();
    }

    boolean isFull() {
        return due.size() > MOST
                || due.values().stream().mapToLong(Message::bytes).sum() > MOST_BYTES;
    }
}
