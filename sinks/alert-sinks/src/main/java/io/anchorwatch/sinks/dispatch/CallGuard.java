// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Watches a call of a sink from another thread and interrupts it when it takes too long, once, and never anything but
 * the call: the lock makes "the call is still running" and "interrupt it" one step.
 */
final class CallGuard {

    private final InstantSource clock;
    private @Nullable Thread caller;
    private Instant since = Instant.MIN;
    private boolean interrupted;

    CallGuard(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void begin() {
        caller = Thread.currentThread();
        since = clock.instant();
        interrupted = false;
    }

    /** Ends the watch; an interrupt that came for the call goes with it. */
    synchronized void end() {
        caller = null;
        if (interrupted) {
            Thread.interrupted();
        }
    }

    /** How long the call has been running; zero when there is none. */
    synchronized Duration running() {
        return caller == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    /** Interrupts the call if one runs and was not interrupted before. */
    synchronized void interrupt() {
        if (caller != null && !interrupted) {
            interrupted = true;
            caller.interrupt();
        }
    }
}
