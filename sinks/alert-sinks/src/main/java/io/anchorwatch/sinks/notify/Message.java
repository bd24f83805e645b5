// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.notify;

import io.anchorwatch.sinks.Notification.Held;
import java.util.List;
import java.util.Map;

/**
 * A message that is due: it leaves the outbox when it is delivered or dead.
 *
 * @param sequence its place in the order of messages
 * @param id identity at the target
 * @param key what it is about; messages of one key stay in order
 * @param route name of its route
 * @param group group-by values
 * @param entries what it tells
 * @param held what it counts
 */
public record Message(
        long sequence, String id, String key, String route, Map<String, String> group, List<Entry> entries, Held held) {

    public Message {
        entries = List.copyOf(entries);
    }

    /** Alerts that are final when it is. */
    public long alerts() {
        return entries.size() + held.count();
    }

    /** Of what it tells, as on the topic. */
    long bytes() {
        return entries.stream().mapToLong(entry -> entry.raw().length).sum();
    }
}
