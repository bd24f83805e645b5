// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.streamjobs.detection.diff.FieldChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A change of an object in the shape of the audit event that made it, so that one rule fits both. Where no audit event is
 * known, the same shape without a user.
 *
 * <p>Beside the fields of an audit event: {@code responseObject} is the object as it is, {@code oldObject} as it was,
 * {@code changedFields} where the two differ, {@code attribution}, {@code origin} and {@code owner} as in {@link Drift}.
 */
public final class Activity {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> BODIES = List.of("requestObject", "responseObject");

    private Activity() {}

    /** The activity, as JSON. */
    public static byte[] of(Drift drift) {
        ObjectNode event = frame(drift);
        ArrayNode fields = event.putArray("changedFields");
        drift.changes().stream().map(FieldChange::field).distinct().forEach(fields::add);
        put(event, "responseObject", drift.after());
        put(event, "oldObject", drift.before());
        return bytes(event);
    }

    /** The same by the same, had it left the object as it was: what a rule finds here, it does not find anew. */
    public static byte[] ofNoChange(Drift drift) {
        ObjectNode event = frame(drift);
        event.putArray("changedFields");
        put(event, "responseObject", drift.before());
        put(event, "oldObject", drift.before());
        return bytes(event);
    }

    /**
     * What a watcher says of itself in the same shape: {@code notice} is its kind, {@code objectRef.resource} what it is
     * about, {@code watchNotice} all that it tells.
     */
    public static byte[] of(WatchNotice notice) {
        ObjectNode event = MAPPER.createObjectNode();
        event.put("kind", "Event").put("level", "Metadata").put("stage", "ResponseComplete");
        event.put("verb", "watch").put("stageTimestamp", notice.time().toString());
        event.put("attribution", Attribution.UNKNOWN.wireName())
                .put("notice", notice.kind().wireName());
        event.putObject("objectRef").put("resource", notice.resource());
        try {
            event.set("watchNotice", MAPPER.readTree(notice.json()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("a notice that was decoded before", impossible);
        }
        return bytes(event);
    }

    private static ObjectNode frame(Drift drift) {
        ObjectNode event = drift.write() instanceof ObjectNode write ? write.deepCopy() : MAPPER.createObjectNode();
        event.remove(BODIES);
        event.put("kind", "Event").put("level", "RequestResponse").put("stage", "ResponseComplete");
        event.put("verb", drift.verb()).put("stageTimestamp", drift.time().toString());
        event.put("attribution", drift.attribution().wireName()).put("origin", drift.origin());
        if (!event.has("requestReceivedTimestamp")) {
            event.put("requestReceivedTimestamp", drift.time().toString());
        }
        if (!event.path("responseStatus").has("code")) {
            event.putObject("responseStatus").put("code", 200);
        }
        ObjectNode ref = event.putObject("objectRef");
        ref.put("resource", drift.object().resource());
        optional(ref, "apiGroup", drift.object().group());
        optional(ref, "apiVersion", drift.object().version());
        optional(ref, "namespace", drift.object().namespace());
        ref.put("name", drift.object().name());
        optional(ref, "subresource", drift.subresource());
        put(event, "owner", drift.owner());
        return event;
    }

    /** As the API server has it: what is empty is left out. */
    private static void optional(ObjectNode into, String field, String text) {
        if (!text.isEmpty()) {
            into.put(field, text);
        }
    }

    private static void put(ObjectNode into, String field, JsonNode value) {
        if (!value.isMissingNode()) {
            into.set(field, value);
        }
    }

    private static byte[] bytes(ObjectNode event) {
        try {
            return MAPPER.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read cannot be written", e);
        }
    }
}
