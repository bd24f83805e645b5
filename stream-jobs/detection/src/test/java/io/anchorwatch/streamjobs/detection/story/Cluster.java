// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.AuditEventCodec;
import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.ingest.event.DecodeResult;
import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.ObjectChangeCodec;
import io.anchorwatch.ingest.event.ObjectRef;
import io.anchorwatch.ingest.event.ObjectResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small API server: gives each write its version, and says what the audit log and a watch would show of it. */
final class Cluster {

    static final String NAME = "c";
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> objects = new LinkedHashMap<>();
    private int version = 100;
    private int requests;

    /** A write as both streams show it; {@code audit} is null where there was no request. */
    record Effect(@Nullable AuditEvent audit, ObjectChange change) {}

    /** What is written: a resource such as {@code deployments.apps}, and the object without its version. */
    record Wish(String user, String verb, String groupResource, String subresource, String json) {}

    static Wish wish(String user, String verb, String groupResource, String json) {
        return new Wish(user, verb, groupResource, "", json);
    }

    Effect write(double second, Wish wish, String level) {
        JsonNode wanted = read(wish.json());
        String key = wish.groupResource() + "/"
                + wanted.path("metadata").path("name").asText();
        @Nullable ObjectNode before = objects.get(key);
        ObjectNode after = ((ObjectNode) wanted).deepCopy();
        ObjectNode metadata = (ObjectNode) after.path("metadata");
        metadata.put(
                "uid",
                before == null
                        ? "uid-" + ++version
                        : before.path("metadata").path("uid").asText());
        metadata.put("resourceVersion", Integer.toString(++version));
        boolean gone = wish.verb().equals("delete");
        if (gone) {
            objects.remove(key);
        } else {
            objects.put(key, after);
        }
        ObjectChange.Type type = gone
                ? ObjectChange.Type.DELETED
                : before == null ? ObjectChange.Type.ADDED : ObjectChange.Type.MODIFIED;
        return new Effect(
                level.isEmpty() ? null : audit(second, wish, level, after),
                change(second, type, ObjectChange.Origin.WATCH, wish.groupResource(), after));
    }

    static ObjectChange change(
            double second, ObjectChange.Type type, ObjectChange.Origin origin, String groupResource, JsonNode object) {
        ObjectRef ref = ref(groupResource);
        ObjectResult result = new ObjectChangeCodec(EventLimits.DEFAULT)
                .encode(new ObjectChangeCodec.Sighting(NAME, type, origin, ref, at(second), at(second)), bytes(object));
        return ((ObjectResult.Decoded) result).change();
    }

    /** An object that was there before anybody watched. */
    ObjectChange listed(double second, String groupResource, String json) {
        ObjectNode object = (ObjectNode) read(json);
        ((ObjectNode) object.path("metadata"))
                .put("uid", "uid-" + ++version)
                .put("resourceVersion", Integer.toString(++version));
        objects.put(groupResource + "/" + object.path("metadata").path("name").asText(), object);
        return change(second, ObjectChange.Type.ADDED, ObjectChange.Origin.LIST, groupResource, object);
    }

    String uid(String groupResource, String name) {
        return objects.getOrDefault(groupResource + "/" + name, JSON.createObjectNode())
                .path("metadata")
                .path("uid")
                .asText();
    }

    private AuditEvent audit(double second, Wish wish, String level, ObjectNode object) {
        ObjectRef ref = ref(wish.groupResource());
        ObjectNode event = JSON.createObjectNode();
        event.put("level", level).put("auditID", "audit-" + ++requests).put("stage", "ResponseComplete");
        event.put("requestURI", "/x/" + requests).put("verb", wish.verb());
        event.putObject("user").put("username", wish.user());
        event.putArray("sourceIPs").add("192.0.2.1");
        ObjectNode target = event.putObject("objectRef").put("resource", ref.resource());
        target.put("namespace", object.path("metadata").path("namespace").asText());
        target.put("name", object.path("metadata").path("name").asText());
        if (!ref.group().isEmpty()) {
            target.put("apiGroup", ref.group());
        }
        if (!wish.subresource().isEmpty()) {
            target.put("subresource", wish.subresource());
        }
        event.putObject("responseStatus").put("code", 200);
        if (level.equals("RequestResponse")) {
            event.set("requestObject", object);
            event.set("responseObject", object);
        }
        event.put("requestReceivedTimestamp", at(second).toString());
        event.put("stageTimestamp", at(second + 0.01).toString());
        DecodeResult decoded = new AuditEventCodec(EventLimits.DEFAULT).decode(NAME, bytes(event));
        return ((DecodeResult.Decoded) decoded).event();
    }

    /** A request that writes nothing: the audit stream is alive. */
    AuditEvent read(double second) {
        return audit(second, wish("bob", "get", "pods", "{}"), "Metadata", (ObjectNode)
                read("{\"metadata\":{\"name\":\"x\",\"namespace\":\"shop\"}}"));
    }

    static Instant at(double second) {
        return START.plusMillis(Math.round(second * 1_000));
    }

    private static ObjectRef ref(String groupResource) {
        int dot = groupResource.indexOf('.');
        return dot < 0
                ? new ObjectRef("", "v1", groupResource, "", "")
                : new ObjectRef(groupResource.substring(dot + 1), "v1", groupResource.substring(0, dot), "", "");
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException invalid) {
            throw new UncheckedIOException(invalid);
        }
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static long timeMicros(ClusterEvent event) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, event.time());
    }
}
