// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.ingest.event.EventTopics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be judged, raw, with the reason and where it stood. It must fit the topic whatever it was: a
 * dead letter that the broker refuses would fail its transaction again and again, and stop the job.
 */
final class DeadLetter {

    /** Leaves room for key, headers and the batch around the record. */
    private static final int MAX_VALUE = EventTopics.MAX_MESSAGE_BYTES - (512 << 10);

    private static final int MAX_KEY = 64 << 10;
    private static final int MAX_HEADER = 4 << 10;

    /** Headers that tell what it was; a foreign producer may have set anything else. */
    private static final List<String> KEPT = List.of(
            EventTopics.CE_SPEC_VERSION,
            EventTopics.CE_ID,
            EventTopics.CE_SOURCE,
            EventTopics.CE_TYPE,
            EventTopics.CE_TIME,
            EventTopics.CONTENT_TYPE,
            EventTopics.RECEIVED_AT,
            EventTopics.TRUNCATED);

    private DeadLetter() {}

    static Record<byte[], byte[]> of(Record<byte[], byte[]> record, String reason, String origin) {
        Headers headers = new RecordHeaders();
        for (String name : KEPT) {
            @Nullable Header header = record.headers().lastHeader(name);
            if (header != null && header.value() != null && header.value().length <= MAX_HEADER) {
                headers.add(header);
            }
        }
        headers.add(EventTopics.REASON, reason.getBytes(StandardCharsets.UTF_8));
        headers.add(EventTopics.ORIGIN, origin.getBytes(StandardCharsets.UTF_8));
        byte @Nullable [] value = record.value();
        if (value != null && value.length > MAX_VALUE) {
            String cut = "cut from " + value.length + " bytes; the whole stands at the origin";
            headers.remove(EventTopics.TRUNCATED);
            headers.add(EventTopics.TRUNCATED, cut.getBytes(StandardCharsets.UTF_8));
            value = Arrays.copyOf(value, MAX_VALUE);
        }
        byte @Nullable [] key = record.key();
        return new Record<>(key == null || key.length > MAX_KEY ? null : key, value, record.timestamp(), headers);
    }
}
