// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.chat;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Notification;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Sends messages one after another, no faster than a target takes them.
 *
 * <p>Waits between two messages as long as a call may take; what is left then is to be tried again later. A message that
 * has to wait ends the batch: those behind it would fail the same way, or overtake it. One thread sends; any may close.
 */
public final class Pace implements AutoCloseable {

    private final Duration gap;
    private final Duration patience;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Instant next = Instant.MIN;

    /**
     * A pace.
     *
     * @param gap least time from one message to the next; zero for none
     * @param patience most time that one batch waits in all
     */
    public Pace(Duration gap, Duration patience, InstantSource clock) {
        this.gap = gap;
        this.patience = patience;
        this.clock = clock;
    }

    /** Sends each message, and answers for each. */
    public List<DeliveryResult> send(List<Notification> messages, Function<Notification, DeliveryResult> one) {
        List<DeliveryResult> results = new ArrayList<>();
        Instant until = clock.instant().plus(patience);
        for (Notification message : messages) {
            if (!turn(until)) {
                results.add(tooEarly());
                break;
            }
            DeliveryResult result = one.apply(message);
            next = clock.instant().plus(gap);
            results.add(result);
            if (result instanceof Retry) {
                break;
            }
        }
        while (results.size() < messages.size()) {
            results.add(results.get(results.size() - 1));
        }
        return List.copyOf(results);
    }

    /** Waits for its turn; false when that is later than {@code until}, or never. */
    private boolean turn(Instant until) {
        Instant now = clock.instant();
        if (next.isAfter(now.plus(gap))) {
            // The clock was set back: nobody waits for as long as it was ahead.
            next = now.plus(gap);
        }
        if (!now.isBefore(next)) {
            return closed.getCount() > 0;
        }
        if (next.isAfter(until)) {
            return false;
        }
        try {
            return !closed.await(Duration.between(now, next).toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private DeliveryResult tooEarly() {
        if (closed.getCount() == 0) {
            return DeliveryResult.retry("the sink is closed");
        }
        Duration left = Duration.between(clock.instant(), next);
        return new Retry(left.isNegative() ? Duration.ZERO : left, "keeps to one message in " + gap);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
