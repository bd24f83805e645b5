// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.alertmanager;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again on a thread of its own, which keeps no process alive. A failure is not the last time. */
final class Timer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Timer.class);

    private final ScheduledExecutorService thread;
    private final ScheduledFuture<?> task;

    /** Begins after the first pause. */
    Timer(String name, Duration pause, Runnable work) {
        thread = Executors.newSingleThreadScheduledExecutor(run -> {
            Thread daemon = new Thread(run, name);
            daemon.setDaemon(true);
            return daemon;
        });
        task = thread.scheduleWithFixedDelay(
                () -> guarded(name, work), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void guarded(String name, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("{} failed with a bug", name, e);
        }
    }

    @Override
    public void close() {
        task.cancel(true);
        thread.shutdownNow();
    }
}
