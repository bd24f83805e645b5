// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.watch;

import io.anchorwatch.ingest.object.config.WatchTimes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Waits of full jitter under a bound that doubles, and none once all is to stop. */
final class Backoff {

    private final WatchTimes times;
    private final RandomGenerator random;
    private final CountDownLatch stop;
    private long ceiling;

    Backoff(WatchTimes times, RandomGenerator random, CountDownLatch stop) {
        this.times = times;
        this.random = random;
        this.stop = stop;
        this.ceiling = times.firstBackoff().toMillis();
    }

    void reset() {
        ceiling = times.firstBackoff().toMillis();
    }

    /** Waits, at least as long as the server asked. */
    void await(Duration atLeast) throws InterruptedException {
        long wait = Math.max(atLeast.toMillis(), random.nextLong(ceiling + 1));
        ceiling = Math.min(times.lastBackoff().toMillis(), ceiling * 2);
        if (stop.await(wait, TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("to stop");
        }
    }
}
