// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.notify;

import io.anchorwatch.sinks.route.Mute;
import io.anchorwatch.sinks.route.Spacing;
import io.anchorwatch.streamjobs.alert.Alert;
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

    /** Of their bytes together, but for the first, so that what is kept of it fits into one record. */
    static final long MOST_BYTES = 4 << 20;

    private static final String REPEATS = "repeat/";

    final String id;
    final Kind kind;
    final String route;
    final Map<String, String> group;
    final String reason;
    final List<Entry> entries = new ArrayList<>();
    final Tally tally = new Tally();

    /** Of the entries. */
    long bytes;

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

    /** Counts the messages of a span. */
    static Pool limit(String id, String route, Spacing spacing, Instant now) {
        String reason = "more than " + spacing.limit() + " messages in " + spacing.limitPer();
        return new Pool(id, Kind.LIMIT, route, Map.of(), reason, now.plus(spacing.limitPer()), spacing.limitPer());
    }

    /** Counts what fires again. */
    static Pool repeat(String id, String route, Duration repeat, Instant now) {
        return new Pool(id, Kind.REPEAT, route, Map.of(), "repeats within " + repeat, now.plus(repeat), repeat);
    }

    /** Counts what is muted. */
    static Pool mute(String id, Mute mute) {
        String reason = "muted by " + mute.name() + ": " + mute.reason();
        return new Pool(id, Kind.MUTE, "", Map.of(), reason, mute.until(), Duration.ZERO);
    }

    /**
     * A clock that was ahead and is set back must not make anybody wait for as long as it was ahead.
     *
     * @param wait how long a new group waits for company
     * @return whether it was to wait for too long
     */
    boolean bound(Instant now, Duration wait) {
        Instant latest = switch (kind) {
            // An operator says when it ends.
            case MUTE -> due;
            case REPEAT, LIMIT -> now.plus(span);
            case GROUP -> now.plus(span.compareTo(wait) > 0 ? span : wait);
        };
        boolean tooLate = due.isAfter(latest);
        due = tooLate ? latest : due;
        return tooLate;
    }

    /** What the pool of a finding's repeats is called. */
    static String repeatId(String route, Alert alert) {
        return REPEATS + route + "/" + alert.fingerprint();
    }

    /** The finding whose repeats it counts. */
    String finding() {
        return id.substring(REPEATS.length() + route.length() + 1);
    }

    boolean isEmpty() {
        return entries.isEmpty() && tally.count() == 0;
    }

    long waiting() {
        return entries.size() + tally.count();
    }

    /** Tells an alert, or only counts it: where there is no room for it in memory, or in one message. */
    void add(Entry entry, boolean room) {
        boolean fits = entries.isEmpty() || bytes + entry.raw().length <= MOST_BYTES;
        if (room && fits && entries.size() < MOST_TOLD) {
            keep(entry);
        } else {
            tally.add(entry.alert());
        }
    }

    /** Of repeats only the latest is told in full. */
    void replace(Entry entry, boolean room) {
        countAll();
        add(entry, room);
    }

    /** What was to be told is counted. */
    void countAll() {
        entries.forEach(earlier -> tally.add(earlier.alert()));
        entries.clear();
        bytes = 0;
    }

    void keep(Entry entry) {
        entries.add(entry);
        bytes += entry.raw().length;
    }
}
