// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

import io.anchorwatch.streamjobs.detection.value.Wire;
import java.time.Duration;

/**
 * How far a task has come in event time with one cluster. A clock that is ahead must not carry it away: then everything
 * else would be late. On a live stream time goes on though no events come.
 */
final class EventClock {

    private static final long AHEAD_MICROS = Duration.ofMinutes(5).toMillis() * 1_000;
    private static final long STEP_MICROS = 1_000_000;
    private static final int VERSION = 1;

    private final long quietMs;
    private long latestMicros = Long.MIN_VALUE;
    private long eventMicros = Long.MIN_VALUE;
    private long toldMicros = Long.MIN_VALUE;
    private long lastEventMs;

    /**
     * A clock that no event was seen by yet; wall clock times in milliseconds since the epoch.
     *
     * @param quietMs how long a source must be quiet for time to go on without it
     * @param sinceMs since when it has been quiet
     */
    EventClock(long quietMs, long sinceMs) {
        this.quietMs = quietMs;
        this.lastEventMs = sinceMs;
    }

    /** Goes on where {@link #encode} left off. */
    static EventClock decode(byte[] bytes, long quietMs, long sinceMs) {
        return Wire.read(bytes, VERSION, in -> {
            EventClock clock = new EventClock(quietMs, sinceMs);
            clock.latestMicros = in.readLong();
            clock.eventMicros = in.readLong();
            clock.toldMicros = in.readLong();
            return clock;
        });
    }

    /** Versioned bytes of how far it is. */
    byte[] encode() {
        return Wire.write(VERSION, out -> {
            out.writeLong(latestMicros);
            out.writeLong(eventMicros);
            out.writeLong(toldMicros);
        });
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
