// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

import io.anchorwatch.ingest.event.EventTopics;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record of an event topic as an engine read it. */
public interface Inbound {

    /** {@code ce_type} of a record that ends a replay: no event comes after it in its partition. */
    String END_OF_INPUT = "io.anchorwatch.end-of-input";

    /** The record's key. */
    byte @Nullable [] key();

    /** The event's JSON. Shared, not copied: do not modify. */
    byte @Nullable [] value();

    /** The event's time in milliseconds since the epoch. */
    long timeMs();

    /** The last header of that name. */
    byte @Nullable [] header(String name);

    /** Where it stands: topic, partition and offset. */
    String origin();

    /** A header's text, null when it is not there or empty. */
    default @Nullable String text(String name) {
        byte @Nullable [] value = header(name);
        return value == null || value.length == 0 ? null : new String(value, StandardCharsets.UTF_8);
    }

    /**
     * When ingest took the event in, in milliseconds. Never later than now: else one wrong clock would make all that
     * follows too old to be remembered.
     */
    default long receivedMs(long nowMs) {
        @Nullable String receivedAt = text(EventTopics.RECEIVED_AT);
        try {
            return receivedAt == null
                    ? nowMs
                    : Math.min(nowMs, Instant.parse(receivedAt).toEpochMilli());
        } catch (DateTimeException | ArithmeticException notOurs) {
            return nowMs;
        }
    }

    /** How far the reader had come when it gave out a recorded event late; null when it was not late. */
    default @Nullable Instant lateAt() {
        @Nullable String clock = text(EventTopics.LATE);
        try {
            return clock == null ? null : Instant.parse(clock);
        } catch (DateTimeException notOurs) {
            return null;
        }
    }

    /** Whether it only says that nothing comes after it. */
    default boolean isEnd() {
        return END_OF_INPUT.equals(text(EventTopics.CE_TYPE));
    }
}
