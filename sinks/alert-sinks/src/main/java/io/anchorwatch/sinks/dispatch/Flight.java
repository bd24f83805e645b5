// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A batch in the hands of the worker since {@code since}. */
record Flight(Batch batch, Future<?> work, Instant since) {

    /**
     * Waits for the worker and tells whether it is done.
     *
     * @throws ExecutionException when it died of a bug of ours
     */
    boolean isDoneWithin(Duration most) throws ExecutionException, InterruptedException {
        try {
            work.get(most.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }
}
