// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.notify;

import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Alerts that wait for a time to be told together. Not thread-safe. */
final class Pool {

    /** What it waits for. */
    enum Kind {
        /** Company of the same group. */
        GROUP,
        /** The end of the span in which a finding is not told again. */
        REPEAT,
        /** The end of the span that a limit of messages counts in. */
        LIMIT,
        /** The end of a mute. */
        MUTE
    }

    /** Alerts of one message that are told in full; more could not be read, and are counted. */
    static final int MOST_TOLD = 20;

    final String id;
    final Kind kind;
    final String route;
    final Map<String, String> group;
    final String reason;
    final List<Entry> entries = new ArrayList<>();
    final Tally tally = new Tally();

    /** When it is told, or, if nothing is in it, forgotten. */
    Instant due;

    /** The span that follows a message of a group or a repeat. */
    final Duration span;

    /** Messages sent in the span; only of a limit. */
    int sent;

    /** Worst severity that was told; only of a repeat. */
    Severity told = Severity.INFORMATIONAL;

    Pool(String id, Kind kind, String route, Map<String, String> group, String reason, Instant due, Duration span) {
        this.id = id;
        this.kind = kind;
        this.route = route;
        this.group = group;
        this.reason = reason;
        this.due = due;
        this.span = span;
    }

    boolean isEmpty() {
        return entries.isEmpty() && tally.count() == 0;
    }

    long waiting() {
        return entries.size() + tally.count();
    }

    void add(Entry entry) {
        if (entries.size() < MOST_TOLD) {
            entries.add(entry);
        } else {
            tally.add(entry.alert());
        }
    }

    /** Of repeats only the latest is told in full. */
    void replace(Entry entry) {
        entries.forEach(earlier -> tally.add(earlier.alert()));
        entries.clear();
        entries.add(entry);
    }
}
