// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import java.util.Map;

/** The topics that carry cluster events, their headers and keys. CloudEvents 1.0 Kafka binding, binary mode. */
public final class EventTopics {

    /** Audit events; key {@link #auditKey}, value the event's JSON, timestamp the event's time. */
    public static final String AUDIT = "anchorwatch.audit";

    /** Object changes and watch notices; key {@link #objectKey}, value their JSON, timestamp when they were seen. */
    public static final String OBJECTS = "anchorwatch.objects";

    /** What could not be read, raw, with the reason and where it stood in the headers. */
    public static final String DEAD_LETTERS = "anchorwatch.dead-letters";

    /** Largest record of the event topics, in bytes. */
    public static final int MAX_MESSAGE_BYTES = 8 << 20;

    public static final String CE_SPEC_VERSION = "ce_specversion";
    public static final String CE_ID = "ce_id";
    public static final String CE_SOURCE = "ce_source";
    public static final String CE_TYPE = "ce_type";
    public static final String CE_TIME = "ce_time";
    public static final String CONTENT_TYPE = "content-type";

    /** {@code ce_type} of an audit event. */
    public static final String AUDIT_TYPE = "io.k8s.audit.v1.event";

    /** {@code ce_type} of an object change. */
    public static final String OBJECT_TYPE = "io.anchorwatch.object-change.v1";

    /** {@code ce_type} of what a watcher says of itself. */
    public static final String WATCH_NOTICE_TYPE = "io.anchorwatch.watch-notice.v1";

    /** When we took the event in, RFC 3339. Not part of its identity. */
    public static final String RECEIVED_AT = "anchorwatch_receivedat";

    /** Why bodies were taken out; absent when they were not. */
    public static final String TRUNCATED = "anchorwatch_truncated";

    /**
     * Of recorded events that were further out of order than their reader puts right: how far the reader had come, RFC
     * 3339. Nothing that it gave out before is later, and nothing unmarked that follows is earlier.
     */
    public static final String LATE = "anchorwatch_late";

    /** Dead letters: one line for the operator. */
    public static final String REASON = "anchorwatch_reason";

    /** Dead letters: where the bytes came from, such as {@code anchorwatch.audit/2/1187} or {@code webhook/prod}. */
    public static final String ORIGIN = "anchorwatch_origin";

    /** {@code ce_type} of a dead letter. */
    public static final String DEAD_LETTER_TYPE = "io.anchorwatch.dead-letter.v1";

    /**
     * What every event topic must be created with, under Kafka's topic configuration names.
     *
     * <p>Times are the API server's, so the broker must not refuse those it finds odd.
     */
    public static final Map<String, String> CONFIG = Map.of(
            "max.message.bytes", Integer.toString(MAX_MESSAGE_BYTES),
            "message.timestamp.type", "CreateTime",
            "message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE),
            "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));

    private EventTopics() {}

    /** Key of an audit event: all stages of one request share a partition. */
    public static String auditKey(String cluster, String auditId) {
        return cluster + "/" + auditId;
    }

    /** Key of an object change: all changes of one object share a partition. */
    public static String objectKey(String cluster, ObjectRef object) {
        return cluster + "/" + object.groupResource() + "/" + object.namespace() + "/" + object.name();
    }
}
