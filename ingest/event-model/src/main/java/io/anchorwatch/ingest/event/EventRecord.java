// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a source writes to a topic, without saying which Kafka client does it.
 *
 * @param topic one of {@link EventTopics}
 * @param key the partition key, in UTF-8
 * @param headers CloudEvents attributes and ours, values in UTF-8, in a fixed order
 * @param timestamp the record's timestamp; Kafka keeps milliseconds, {@code ce_time} keeps all
 * @param value the record's value; shared, not copied: do not modify
 */
public record EventRecord(String topic, String key, Map<String, String> headers, Instant timestamp, byte[] value) {

    public EventRecord {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** The record of an audit event that was taken in at {@code receivedAt}. */
    public static EventRecord of(DecodeResult.Decoded decoded, Instant receivedAt) {
        AuditEvent event = decoded.event();
        Map<String, String> headers =
                headers(event.id().value(), event.cluster(), EventTopics.AUDIT_TYPE, event.time());
        headers.put(EventTopics.CONTENT_TYPE, "application/json");
        headers.put(EventTopics.RECEIVED_AT, receivedAt.toString());
        if (!decoded.truncated().isEmpty()) {
            headers.put(EventTopics.TRUNCATED, decoded.truncated());
        }
        String key = EventTopics.auditKey(event.cluster(), event.auditId());
        return new EventRecord(EventTopics.AUDIT, key, headers, event.time(), event.json());
    }

    /** The record of an audit event of which only the event is at hand. */
    public static EventRecord of(AuditEvent event, Instant receivedAt) {
        return of(new DecodeResult.Decoded(event, ""), receivedAt);
    }

    /**
     * The record of bytes that could not be read.
     *
     * @param cluster whose bytes they are
     * @param origin where they stood, such as {@code webhook/prod} or {@code audit.log:1187}; with the bytes it makes
     *     the record's id
     */
    public static EventRecord deadLetter(
            String cluster, String origin, DecodeResult.Malformed malformed, Instant receivedAt) {
        byte[] identity = (cluster + '\n' + origin + '\n' + Sha256.hex160(malformed.safe(), malformed.safe().length))
                .getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers =
                headers(Sha256.hex160(identity, identity.length), cluster, EventTopics.DEAD_LETTER_TYPE, receivedAt);
        headers.put(EventTopics.CONTENT_TYPE, "application/octet-stream");
        headers.put(EventTopics.RECEIVED_AT, receivedAt.toString());
        headers.put(EventTopics.REASON, malformed.reason());
        headers.put(EventTopics.ORIGIN, origin);
        return new EventRecord(EventTopics.DEAD_LETTERS, cluster + "/" + origin, headers, receivedAt, malformed.safe());
    }

    private static Map<String, String> headers(String id, String source, String type, Instant time) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(EventTopics.CE_SPEC_VERSION, "1.0");
        headers.put(EventTopics.CE_ID, id);
        headers.put(EventTopics.CE_SOURCE, source);
        headers.put(EventTopics.CE_TYPE, type);
        headers.put(EventTopics.CE_TIME, time.toString());
        return headers;
    }
}
