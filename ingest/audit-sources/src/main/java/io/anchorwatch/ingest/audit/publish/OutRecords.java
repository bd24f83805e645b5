// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.publish;

import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.EventTopics;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Makes records as the topic contract wants them: CloudEvents 1.0 Kafka binding, binary content mode. */
public final class OutRecords {

    /** A dead letter keeps at most this many of the raw bytes, 1 MiB; its header {@code TRUNCATED} tells when fewer. */
    public static final int MAX_DEAD_LETTER_BYTES = 1 << 20;

    private OutRecords() {}

    /**
     * The record of an event.
     *
     * @param truncated why bodies were taken out, empty when they were not
     * @param receivedAt when we took it in
     */
    public static OutRecord event(AuditEvent event, String truncated, Instant receivedAt) {
        Map<String, String> headers = new HashMap<>();
        headers.put(EventTopics.CE_SPEC_VERSION, "1.0");
        headers.put(EventTopics.CE_ID, event.id().value());
        headers.put(EventTopics.CE_SOURCE, event.cluster());
        headers.put(EventTopics.CE_TYPE, EventTopics.AUDIT_TYPE);
        headers.put(EventTopics.CE_TIME, event.time().toString());
        headers.put(EventTopics.CONTENT_TYPE, "application/json");
        headers.put(EventTopics.RECEIVED_AT, receivedAt.toString());
        if (!truncated.isEmpty()) {
            headers.put(EventTopics.TRUNCATED, truncated);
        }
        String key = EventTopics.auditKey(event.cluster(), event.auditId());
        return new OutRecord(EventTopics.AUDIT, key, event.time(), headers, event.json());
    }

    /**
     * The record of bytes that hold no usable event. They are as they came, so they may hold secrets.
     *
     * @param origin where they came from, such as {@code webhook/prod}
     * @param reason one line for the operator
     */
    public static OutRecord deadLetter(String origin, String reason, byte[] raw, Instant receivedAt) {
        Map<String, String> headers = new HashMap<>();
        headers.put(EventTopics.ORIGIN, origin);
        headers.put(EventTopics.REASON, reason);
        headers.put(EventTopics.RECEIVED_AT, receivedAt.toString());
        byte[] kept = raw;
        if (raw.length > MAX_DEAD_LETTER_BYTES) {
            kept = Arrays.copyOf(raw, MAX_DEAD_LETTER_BYTES);
            headers.put(EventTopics.TRUNCATED, "first " + MAX_DEAD_LETTER_BYTES + " of " + raw.length + " bytes");
        }
        return new OutRecord(EventTopics.DEAD_LETTERS, origin, receivedAt, headers, kept);
    }
}
