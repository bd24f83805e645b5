// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.topic;

import java.time.Duration;
import java.util.List;

/**
 * Messages that wait somewhere until they are confirmed: the seam for readers of other queues than Kafka's. Used by one
 * thread. Any method may throw a RuntimeException: the source is then closed and another one opened.
 */
interface MessageSource extends AutoCloseable {

    /**
     * A message.
     *
     * @param origin where it stood, such as {@code topic/3/1187}; the same whenever it is read again
     */
    record Message(byte[] value, String origin) {}

    /** The next messages; none when none come within that time. */
    List<Message> poll(Duration atMost);

    /** Everything that was given out is stored: it need not come again. What is not confirmed does. */
    void confirm();

    @Override
    void close();
}
