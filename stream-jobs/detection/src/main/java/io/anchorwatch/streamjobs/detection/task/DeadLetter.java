// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.streamjobs.detection.correlation.Hit;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be judged, raw, with the reason and where it stood. It must fit the topic whatever it was: a
 * dead letter that the broker refuses would fail its transaction again and again, and stop the job.
 *
 * @param timeMs the record's time, in milliseconds since the epoch
 * @param headers name to bytes, in the order to write them
 */
@SuppressWarnings("ArrayRecordComponent")
public record DeadLetter(byte @Nullable [] key, byte @Nullable [] value, long timeMs, Map<String, byte[]> headers) {

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

    public DeadLetter {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Of a record as it came; {@code reason} is one line for the operator. */
    public static DeadLetter of(Inbound record, String reason) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        for (String name : KEPT) {
            byte @Nullable [] header = record.header(name);
            if (header != null && header.length <= MAX_HEADER) {
                headers.put(name, header);
            }
        }
        headers.put(EventTopics.REASON, utf8(reason));
        headers.put(EventTopics.ORIGIN, utf8(record.origin()));
        byte @Nullable [] value = record.value();
        if (value != null && value.length > MAX_VALUE) {
            headers.put(
                    EventTopics.TRUNCATED, utf8("cut from " + value.length + " bytes; the whole stands at the origin"));
            value = Arrays.copyOf(value, MAX_VALUE);
        }
        byte @Nullable [] key = record.key();
        return new DeadLetter(key == null || key.length > MAX_KEY ? null : key, value, record.timeMs(), headers);
    }

    /** Of a hit that no correlation can use any more. */
    public static DeadLetter of(Hit hit, String reason, long nowMs) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("correlation", hit.correlation());
        json.put("cluster", hit.cluster());
        hit.group().forEach(json.putArray("group")::add);
        json.put("timeMicros", hit.timeMicros());
        json.put("eventId", hit.source().eventId());
        json.put("auditId", hit.source().auditId());
        return new DeadLetter(
                utf8(hit.source().eventId()), utf8(json.toString()), nowMs, Map.of(EventTopics.REASON, utf8(reason)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
