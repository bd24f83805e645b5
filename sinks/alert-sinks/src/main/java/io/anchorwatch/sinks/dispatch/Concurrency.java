// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import java.time.Duration;

/**
 * How many calls of a sink at once are of use: one more while answers come no slower, a quarter less when the target asks for
 * another try or slows down. Not thread-safe.
 *
 * @see <a href="https://vector.dev/docs/architecture/arc/">adaptive request concurrency</a>
 */
final class Concurrency {

    /** Weight of the latest answer in the usual time of one. */
    private static final double WEIGHT = 0.2;

    private static final double SLOW = 2.0;
    private static final double DECREASE = 0.75;

    private final int most;
    private double limit = 1;
    private double usualNanos;

    Concurrency(int most) {
        this.most = most;
    }

    int limit() {
        return (int) limit;
    }

    /**
     * Learns from an answer.
     *
     * @param good whether the target took what it was given
     * @param took how long it took
     * @param inFlight how many calls there were at once, this one included
     */
    void learn(boolean good, Duration took, int inFlight) {
        double nanos = Math.max(1, took.toNanos());
        boolean slow = usualNanos > 0 && nanos > usualNanos * SLOW;
        if (!good || slow) {
            limit = Math.max(1, limit * DECREASE);
        } else if (inFlight >= limit()) {
            limit = Math.min(most, limit + 1.0 / limit);
        }
        usualNanos = usualNanos == 0 ? nanos : usualNanos + WEIGHT * (nanos - usualNanos);
    }
}
