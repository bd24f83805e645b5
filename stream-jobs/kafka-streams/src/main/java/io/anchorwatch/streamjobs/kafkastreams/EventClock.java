// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import java.time.Duration;

/**
 * How far a task has come in event time with one cluster. A clock that is ahead must not carry it away: then everything
 * else would be late. On a live stream time goes on though no events come.
 */
final class EventClock {

    /** A source that has been quiet for this long has nothing older under way, as far as anyone can tell. */
    static final long QUIET_MS = 30_000;

    private static final long AHEAD_MICROS = Duration.ofMinutes(5).toMillis() * 1_000;
    private static final long STEP_MICROS = 1_000_000;

    private final long quietMs;
    private long latestMicros = Long.MIN_VALUE;
    private long eventMicros = Long.MIN_VALUE;
    private long toldMicros = Long.MIN_VALUE;
    private long lastEventMs;

    /** {@code quietMs}: how long a source must be quiet for time to go on without it. */
    EventClock(long quietMs) {
        this.quietMs = quietMs;
    }

    /** Whether an event's time is credible, given when ingest took it in. */
    static boolean isCredible(long eventMicros, long receivedMs) {
        return eventMicros <= receivedMs * 1_000 + AHEAD_MICROS;
    }

    /** Notes an event; wall clock times in milliseconds since the epoch. */
    void event(long timeMicros, long receivedMs, long nowMs) {
        lastEventMs = nowMs;
        eventMicros = Math.max(eventMicros, Math.min(timeMicros, receivedMs * 1_000 + AHEAD_MICROS));
        latestMicros = Math.max(latestMicros, eventMicros);
    }

    /** The time of the latest event; {@link Long#MIN_VALUE} before the first. */
    long eventMicros() {
        return eventMicros;
    }

    /** Lets time go on if no event came for long, in steps: a quiet stream should not write much. */
    void pass(long nowMs) {
        long quietMicros = (nowMs - quietMs) * 1_000;
        if (nowMs - lastEventMs >= quietMs
                && (toldMicros == Long.MIN_VALUE || quietMicros - toldMicros >= 5 * STEP_MICROS)) {
            latestMicros = Math.max(latestMicros, quietMicros);
        }
    }

    void end() {
        latestMicros = Long.MAX_VALUE;
    }

    /** Whether there is anything to tell. */
    boolean isNews() {
        return latestMicros > toldMicros;
    }

    /** Whether it is far enough from what was told to be told between two events. */
    boolean isFar() {
        return isNews() && (toldMicros == Long.MIN_VALUE || latestMicros - toldMicros >= STEP_MICROS);
    }

    /** The time to tell; what is told is not told again. */
    long tell() {
        toldMicros = latestMicros;
        return latestMicros;
    }
}
