// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A sink with its target, and what a test can make the target do. */
public interface SinkUnderTest extends AutoCloseable {

    Sink sink();

    /** Ids of the alerts at the target, in order, duplicates and all. */
    List<String> ids();

    /** Makes the target fail for a while, or recover. */
    void failing(boolean on) throws IOException;

    /** Whether the target can refuse one alert for good. */
    default boolean canReject() {
        return false;
    }

    /** Makes the target refuse alerts whose id starts with {@code bad}. */
    default void rejectBad() {
        throw new UnsupportedOperationException();
    }

    /** Whether the target can keep the sink waiting. */
    default boolean canHang() {
        return false;
    }

    /** Makes the target answer after that many milliseconds. */
    default void answerAfter(long millis) {
        throw new UnsupportedOperationException(Long.toString(millis));
    }

    /** Whether the target can ask for a wait. */
    default boolean canAsk() {
        return false;
    }

    /** Makes the target refuse so many requests, asking for a wait as its protocol does. */
    default void tooMany(int times, Duration after) {
        throw new UnsupportedOperationException(times + " " + after);
    }

    /** Whether the connection can break. */
    default boolean canBreak() {
        return false;
    }

    /** Makes the target reset so many connections in the middle of what the sink sends. */
    default void resetMidBody(int times) {
        throw new UnsupportedOperationException(Integer.toString(times));
    }

    /** Makes the target close so many connections after it took what was sent, in the middle of its answer. */
    default void closeMidAnswer(int times) {
        throw new UnsupportedOperationException(Integer.toString(times));
    }

    /** An alert too large for the target, if there is a bound. */
    default Optional<Alert> oversize() {
        return Optional.empty();
    }

    /** Whether the target asks for credentials. */
    default boolean hasCredentials() {
        return false;
    }

    /** Makes the target take other credentials than the sink has. */
    default void expireCredentials() {
        throw new UnsupportedOperationException();
    }

    /** Gives the sink, the way an operator would, the credentials that the target takes now. */
    default void renewCredentials() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Whether the target's clock matters. */
    default boolean hasClock() {
        return false;
    }

    /** Sets the target's clock off. */
    default void skewClock(Duration by) {
        throw new UnsupportedOperationException(by.toString());
    }

    @Override
    void close() throws IOException;
}
