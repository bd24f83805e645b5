// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import java.time.Duration;

/**
 * How a sink wants to be fed.
 *
 * @param mostAlerts most alerts in one call, 1 to 10,000
 * @param mostConcurrent most calls at once, 1 to 64; more than one needs a thread-safe sink. The dispatcher finds out how
 *     many of them are of use
 * @param linger how long to wait for a fuller batch; zero to send what there is
 * @param keepsOrder whether the sink itself never lets a later alert of a batch arrive when an earlier one did not: then a
 *     batch may hold several alerts of one finding
 * @param idempotency what the target does with an alert that comes twice
 */
public record SinkTraits(
        int mostAlerts, int mostConcurrent, Duration linger, boolean keepsOrder, Idempotency idempotency) {

    /** Batches of 100, one call at a time, sent at once. */
    public static final SinkTraits DEFAULT = new SinkTraits(100, 1, Duration.ZERO, false, Idempotency.NONE);

    public SinkTraits {
        if (mostAlerts < 1 || mostAlerts > 10_000 || mostConcurrent < 1 || mostConcurrent > 64) {
            throw new IllegalArgumentException("a sink's traits are out of bounds");
        }
    }

    public SinkTraits batches(int most) {
        return new SinkTraits(most, mostConcurrent, linger, keepsOrder, idempotency);
    }

    public SinkTraits concurrent(int most) {
        return new SinkTraits(mostAlerts, most, linger, keepsOrder, idempotency);
    }

    public SinkTraits lingering(Duration time) {
        return new SinkTraits(mostAlerts, mostConcurrent, time, keepsOrder, idempotency);
    }

    public SinkTraits inOrder() {
        return new SinkTraits(mostAlerts, mostConcurrent, linger, true, idempotency);
    }

    public SinkTraits idempotent(Idempotency how) {
        return new SinkTraits(mostAlerts, mostConcurrent, linger, keepsOrder, how);
    }

    /** What a target does with an alert that comes twice, as it does after a crash in the middle of a batch. */
    public enum Idempotency {
        /** It honours the alert's id by itself: twice is once. */
        NATIVE,
        /** The sink asks it to create only what is not there: twice is once. */
        CONDITIONAL,
        /** It keeps both; each carries the id, to be told apart by. */
        NONE
    }
}
