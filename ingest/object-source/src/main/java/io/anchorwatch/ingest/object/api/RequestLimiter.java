// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Some requests at once, then a steady rate, first come first served. What a watch delivers is not limited. */
final class RequestLimiter {

    private static final int BURST = 100;
    private static final Duration EVERY = Duration.ofMillis(50);

    private final Semaphore turn = new Semaphore(1, true);
    private final Semaphore never = new Semaphore(0);
    private final InstantSource clock;
    private Instant credit;

    RequestLimiter(InstantSource clock) {
        this.clock = clock;
        this.credit = Instant.MIN;
    }

    void acquire() throws InterruptedException {
        turn.acquire();
        try {
            Instant now = clock.instant();
            Instant earliest = now.minus(EVERY.multipliedBy(BURST));
            credit = (credit.isBefore(earliest) ? earliest : credit).plus(EVERY);
            if (credit.isAfter(now)) {
                boolean unused = never.tryAcquire(Duration.between(now, credit).toNanos(), TimeUnit.NANOSECONDS);
            }
        } finally {
            turn.release();
        }
    }
}
