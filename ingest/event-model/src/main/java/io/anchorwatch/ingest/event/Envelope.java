// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * The fields without which an event cannot be placed in the stream.
 *
 * @param problem one line naming the field that is wrong, or empty when the rest is usable
 */
record Envelope(String auditId, AuditStage stage, Instant time, String problem) {

    static Envelope of(JsonNode root) {
        if (!(root instanceof ObjectNode event)) {
            return bad("the event is not a JSON object");
        }
        if (event.has("kind") && !event.path("kind").asText("").equals("Event")) {
            return bad("kind is not Event");
        }
        if (event.has("apiVersion") && !event.path("apiVersion").asText("").equals("audit.k8s.io/v1")) {
            return bad("apiVersion is not audit.k8s.io/v1");
        }
        if (text(event, "auditID").isEmpty()) {
            return bad("auditID is missing or not a text");
        }
        Instant received = time(event, "requestReceivedTimestamp");
        if (received.equals(Instant.MIN)) {
            return bad("requestReceivedTimestamp is missing or not an RFC 3339 time from 1970 to 9999");
        }
        Instant time = time(event, "stageTimestamp");
        if (time.equals(Instant.MIN)) {
            return bad("stageTimestamp is missing or not an RFC 3339 time from 1970 to 9999");
        }
        return AuditStage.of(text(event, "stage"))
                .map(stage -> new Envelope(text(event, "auditID"), stage, time, ""))
                .orElseGet(() -> bad("stage is none of RequestReceived, ResponseStarted, ResponseComplete, Panic"));
    }

    private static Envelope bad(String problem) {
        return new Envelope("", AuditStage.PANIC, Instant.EPOCH, problem);
    }

    private static String text(ObjectNode event, String field) {
        JsonNode value = event.path(field);
        return value.isTextual() ? value.textValue() : "";
    }

    private static Instant time(ObjectNode event, String field) {
        String text = text(event, field);
        if (text.length() < 20 || text.length() > 40) {
            return Instant.MIN;
        }
        try {
            Instant time = text.endsWith("Z")
                    ? EventTime.parse(text)
                    : OffsetDateTime.parse(text).toInstant();
            return EventTimes.isUsable(time) ? time : Instant.MIN;
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }
}
