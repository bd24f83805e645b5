// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds an event back until its time has come. */
public interface Pacer {

    /** Returns when an event of that time may be given out. */
    void await(Instant eventTime);

    /** As fast as possible. */
    static Pacer unpaced() {
        return eventTime -> {};
    }

    /**
     * Event time runs {@code speed} times as fast as the clock, from the first event on.
     *
     * @param speed above 0; 1 is real time
     * @param sleep waits that long, in whatever way the caller can
     */
    static Pacer scaled(double speed, InstantSource clock, Consumer<Duration> sleep) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("the speed must be above 0, but is " + speed);
        }
        return new Scaled(speed, clock, sleep);
    }

    /** See {@link #scaled}. */
    final class Scaled implements Pacer {
        private final double speed;
        private final InstantSource clock;
        private final Consumer<Duration> sleep;
        private @Nullable Instant firstEvent;
        private Instant start = Instant.EPOCH;

        private Scaled(double speed, InstantSource clock, Consumer<Duration> sleep) {
            this.speed = speed;
            this.clock = clock;
            this.sleep = sleep;
        }

        @Override
        public void await(Instant eventTime) {
            if (firstEvent == null) {
                firstEvent = eventTime;
                start = clock.instant();
            }
            double millis = Duration.between(firstEvent, eventTime).toMillis() / speed;
            Duration left = Duration.between(clock.instant(), start.plusMillis((long) millis));
            if (left.compareTo(Duration.ZERO) > 0) {
                sleep.accept(left);
            }
        }
    }
}
