// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

/**
 * When a log that keeps requests in the order in which they were put may forget the oldest: all that do it so forget the
 * same, and see the same repeats.
 */
public final class Retention {

    /** More than one, so that the log shrinks again; few, so that two wild clocks in a row cost little. */
    public static final int FORGOTTEN_PER_PUT = 2;

    private static final long RETENTION_MS = 2 * RequestLog.MEMORY.toMillis();

    private long previousMs = Long.MIN_VALUE;

    /** Nothing was put yet. */
    public Retention() {}

    /** Notes the event time of what was put last. */
    public void put(long eventTimeMs) {
        previousMs = eventTimeMs;
    }

    /** The event time of what was put last. */
    public long previousMs() {
        return previousMs;
    }

    /**
     * Whether a request of that event time may go while one of another is put. One clock that is far off must not empty the
     * log: the event before has to agree.
     */
    public boolean isPast(long eventTimeMs, long nowMs) {
        return isFar(eventTimeMs, nowMs) && isFar(eventTimeMs, previousMs);
    }

    private static boolean isFar(long oneMs, long otherMs) {
        return Math.abs((double) oneMs - otherMs) > RETENTION_MS;
    }
}
