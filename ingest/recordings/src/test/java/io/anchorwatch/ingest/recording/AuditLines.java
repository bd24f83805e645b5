// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import java.time.Instant;

/** Audit events for tests, as text. */
public final class AuditLines {

    public static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

    private AuditLines() {}

    /** An event of that audit id, so many seconds after {@link #START}. */
    public static String event(String auditId, long second) {
        return event(auditId, second, "");
    }

    /** The same with padding in its user agent. */
    public static String event(String auditId, long second, String padding) {
        Instant time = START.plusSeconds(second);
        return "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"Metadata\",\"auditID\":\"" + auditId
                + "\",\"stage\":\"ResponseComplete\",\"verb\":\"get\",\"userAgent\":\"" + padding
                + "\",\"requestReceivedTimestamp\":\"" + time + "\",\"stageTimestamp\":\"" + time + "\"}";
    }
}
