// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits that double from {@code first} up to {@code most}, each drawn evenly between zero and that bound.
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">full jitter</a>
 */
public record Backoff(Duration first, Duration most) {

    /** 200 ms up to 30 s. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30));

    private static final int MOST_DOUBLINGS = 30;

    /** The wait after the given number of failures in a row, 1 or more; at least 1 ms, so that nothing spins. */
    Duration after(int failures, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long bound = Math.max(1, Math.min(most.toMillis(), doubled));
        return Duration.ofMillis(Math.max(1, random.nextLong(bound + 1)));
    }
}
