// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Threads that do work for the one that asks for its results in order. That one is counted: instead of waiting it works
 * too, and with a single thread it does everything when it is asked for. Whoever starts work bounds how much is open.
 */
public final class Workers implements AutoCloseable {

    /** More than any machine that replays. */
    public static final int MOST = 1_024;

    private static final long END_SECONDS = 10;

    private final int threads;
    private final @Nullable ThreadPoolExecutor pool;

    /** That many threads, this one included; 1 to {@link #MOST}. */
    public Workers(int threads) {
        if (threads < 1 || threads > MOST) {
            throw new IllegalArgumentException("threads must be 1 to " + MOST + ", not " + threads);
        }
        this.threads = threads;
        this.pool = threads == 1 ? null : pool(threads - 1);
    }

    private static ThreadPoolExecutor pool(int size) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "anchorwatch-worker-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** How many threads there are. */
    public int threads() {
        return threads;
    }

    /** Starts work that needs no other to end; it begins at once if a thread is free. */
    public <T> Work<T> start(Callable<T> task) {
        Work<T> work = new Work<>(pool == null ? null : pool.getQueue(), task);
        if (pool != null) {
            pool.execute(work.task);
        }
        return work;
    }

    /** Ends the threads, in the midst of their work if need be. */
    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
            try {
                if (!pool.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("a worker does not end");
                }
            } catch (InterruptedException again) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Something that a thread does, or will do. */
    public static final class Work<T> {
        private final @Nullable BlockingQueue<Runnable> others;
        private final FutureTask<T> task;

        private Work(@Nullable BlockingQueue<Runnable> others, Callable<T> task) {
            this.others = others;
            this.task = new FutureTask<>(task);
        }

        /** Whether {@link #get} would return at once. */
        public boolean isDone() {
            return task.isDone();
        }

        /**
         * The result; works itself while it is not there.
         *
         * @throws IOException and any other exception of the work, as it was thrown
         * @throws CancellationException when this thread is interrupted; it stays so
         */
        public T get() throws IOException {
            try {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
                task.run();
                while (others != null && !task.isDone()) {
                    @Nullable Runnable other = others.poll();
                    if (other == null) {
                        break;
                    }
                    other.run();
                }
                return task.get();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            } catch (ExecutionException failed) {
                throw unwrapped(failed.getCause());
            }
        }

        private static RuntimeException unwrapped(@Nullable Throwable cause) throws IOException {
            if (cause instanceof ClosedByInterruptException) {
                return new CancellationException("interrupted");
            }
            if (cause instanceof IOException io) {
                throw io;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
        }
    }
}
