// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.publish;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits that double from 100 ms to 10 s, each anywhere between half and all of that. Not thread-safe. */
public final class Backoff {

    private static final long FIRST_MILLIS = 100;
    private static final long LAST_MILLIS = 10_000;

    private final RandomGenerator random;
    private long ceiling = FIRST_MILLIS;

    /** Waits that are drawn from {@code random}. */
    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The next wait, longer than the last. */
    public Duration next() {
        Duration wait = Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2 + 1));
        ceiling = Math.min(LAST_MILLIS, ceiling * 2);
        return wait;
    }

    /** Begins again with the shortest. */
    public void reset() {
        ceiling = FIRST_MILLIS;
    }
}
