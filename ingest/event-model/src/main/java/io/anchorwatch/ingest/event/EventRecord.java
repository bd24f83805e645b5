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

    /** The record of any event that was taken in at {@code receivedAt}. */
    public static EventRecord of(ClusterEvent event, Instant receivedAt) {
        if (event instanceof AuditEvent audit) {
            return of(audit, receivedAt);
        }
        return event instanceof ObjectChange change ? of(change, receivedAt) : of((WatchNotice) event);
    }

    /** The same, marked as late for a reader that had come to {@code clock}, see {@link EventTopics#LATE}. */
    public EventRecord lateAt(Instant clock) {
        Map<String, String> marked = new LinkedHashMap<>(headers);
        marked.put(EventTopics.LATE, clock.toString());
        return new EventRecord(topic, key, marked, timestamp, value);
    }

    /** The record of an object change that was taken in at {@code receivedAt}. */
    public static EventRecord of(ObjectChange change, Instant receivedAt) {
        Map<String, String> headers =
                headers(change.id().value(), change.cluster(), EventTopics.OBJECT_TYPE, change.time());
        headers.put(EventTopics.CONTENT_TYPE, "application/json");
        headers.put(EventTopics.RECEIVED_AT, receivedAt.toString());
        String key = EventTopics.objectKey(change.cluster(), change.object());
        return new EventRecord(EventTopics.OBJECTS, key, headers, change.time(), change.json());
    }

    /** The record of what a watcher says of itself. */
    public static EventRecord of(WatchNotice notice) {
        Map<String, String> headers =
                headers(notice.id().value(), notice.cluster(), EventTopics.WATCH_NOTICE_TYPE, notice.time());
        headers.put(EventTopics.CONTENT_TYPE, "application/json");
        headers.put(EventTopics.RECEIVED_AT, notice.time().toString());
        String key = notice.cluster() + "/" + notice.resource();
        return new EventRecord(EventTopics.OBJECTS, key, headers, notice.time(), notice.json());
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
        return deadLetter(cluster, origin, malformed.reason(), malformed.safe(), receivedAt);
    }

    /** As above, for an object. */
    public static EventRecord deadLetter(
            String cluster, String origin, ObjectResult.Malformed malformed, Instant receivedAt) {
        return deadLetter(cluster, origin, malformed.reason(), malformed.safe(), receivedAt);
    }

    private static EventRecord deadLetter(
            String cluster, String origin, String reason, byte[] safe, Instant receivedAt) {
        byte[] identity =
                (cluster + '\n' + origin + '\n' + Sha256.hex160(safe, safe.length)).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers =
                headers(Sha256.hex160(identity, identity.length), cluster, EventTopics.DEAD_LETTER_TYPE, receivedAt);
        headers.put(EventTopics.CONTENT_TYPE, "application/octet-stream");
        headers.put(EventTopics.RECEIVED_AT, receivedAt.toString());
        headers.put(EventTopics.REASON, reason);
        headers.put(EventTopics.ORIGIN, origin);
        return new EventRecord(EventTopics.DEAD_LETTERS, cluster + "/" + origin, headers, receivedAt, safe);
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
