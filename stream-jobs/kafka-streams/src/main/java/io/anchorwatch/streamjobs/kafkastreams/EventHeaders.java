// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.ingest.event.EventTopics;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What ingest wrote into the headers of an event. */
final class EventHeaders {

    private EventHeaders() {}

    /** The text of a header, null when it is not there or empty. */
    static @Nullable String text(Headers headers, String name) {
        @Nullable Header header = headers.lastHeader(name);
        byte @Nullable [] value = header == null ? null : header.value();
        return value == null || value.length == 0 ? null : new String(value, StandardCharsets.UTF_8);
    }

    /**
     * When ingest took the event in, in milliseconds. Never later than now: else one wrong clock would make all that
     * follows too old to be remembered.
     */
    static long receivedMs(Headers headers, long nowMs) {
        @Nullable String receivedAt = text(headers, EventTopics.RECEIVED_AT);
        try {
            return receivedAt == null
                    ? nowMs
                    : Math.min(nowMs, Instant.parse(receivedAt).toEpochMilli());
        } catch (DateTimeException | ArithmeticException notOurs) {
            return nowMs;
        }
    }
}
