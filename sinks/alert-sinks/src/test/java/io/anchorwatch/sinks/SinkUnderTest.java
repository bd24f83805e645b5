// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import java.io.IOException;
import java.util.List;

/** A sink with its target, and what a test can make the target do. */
public interface SinkUnderTest extends AutoCloseable {

    AlertSink sink();

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

    @Override
    void close() throws IOException;
}
