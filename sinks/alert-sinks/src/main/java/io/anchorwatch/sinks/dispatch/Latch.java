// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells the threads of a sink to stop and wakes them from their waits. */
final class Latch {

    private final CountDownLatch open = new CountDownLatch(1);

    void release() {
        open.countDown();
    }

    boolean isReleased() {
        return open.getCount() == 0;
    }

    /** Waits, but not beyond the release; whether it is released. */
    boolean await(Duration most) throws InterruptedException {
        return open.await(most.toNanos(), TimeUnit.NANOSECONDS);
    }
}
