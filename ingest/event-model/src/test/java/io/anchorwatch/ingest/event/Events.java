// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import java.nio.charset.StandardCharsets;

/** Short ways to make events for tests. */
final class Events {

    static final AuditEventCodec CODEC = new AuditEventCodec(EventLimits.DEFAULT);

    private static final String TIMES = "\"requestReceivedTimestamp\":\"2026-11-24T00:03:47.619694Z\","
            + "\"stageTimestamp\":\"2026-11-24T00:03:47.620174Z\"";

    private Events() {}

    /** An event with these further fields, written as JSON members. */
    static byte[] with(String members) {
        return utf8("{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"RequestResponse\","
                + "\"auditID\":\"a1\",\"stage\":\"ResponseComplete\"," + TIMES + (members.isEmpty() ? "" : ",")
                + members + "}");
    }

    /** An event about that resource. */
    static byte[] about(String resource, String members) {
        return with("\"objectRef\":{\"resource\":\"" + resource + "\"}," + members);
    }

    static DecodeResult.Decoded decode(byte[] json) {
        return (DecodeResult.Decoded) CODEC.decode("c1", json);
    }

    static DecodeResult.Malformed refuse(byte[] json) {
        return (DecodeResult.Malformed) CODEC.decode("c1", json);
    }

    static String json(byte[] json) {
        return text(decode(json).event().json());
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
