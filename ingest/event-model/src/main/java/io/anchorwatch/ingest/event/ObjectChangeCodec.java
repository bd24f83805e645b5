// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Turns objects as an API server sent them into {@link ObjectChange}s, and reads these back. Thread-safe.
 *
 * <p>The JSON: {@code kind} ObjectChange, {@code apiVersion} anchorwatch.io/v1, {@code type}, {@code origin},
 * {@code resource} {group, version, resource}, {@code observedTimestamp}, {@code since} where it differs, and
 * {@code object}: redacted, without the data of a Secret or ConfigMap, of {@code managedFields} only who wrote when.
 */
public final class ObjectChangeCodec {

    static final String API_VERSION = "anchorwatch.io/v1";

    private static final String KIND = "ObjectChange";
    private static final String SINCE = "since";
    private static final int MAX_VALUE_BYTES = EventTopics.MAX_MESSAGE_BYTES - (1 << 20);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectCleaner cleaner;
    private final int maxDepth;

    public ObjectChangeCodec(EventLimits limits) {
        this.maxDepth = limits.maxDepth();
        this.cleaner = new ObjectCleaner(limits.maxDepth());
    }

    /**
     * How an object was seen.
     *
     * @param ref group, version and resource as they were asked for; namespace and name are taken from the object
     */
    public record Sighting(
            String cluster,
            ObjectChange.Type type,
            ObjectChange.Origin origin,
            ObjectRef ref,
            Instant time,
            Instant since) {

        /** Seen when it happened, or at the first listing. */
        public static Sighting at(
                String cluster,
                ObjectChange.Type type,
                ObjectChange.Origin origin,
                String group,
                String version,
                String resource,
                Instant time) {
            return new Sighting(cluster, type, origin, new ObjectRef(group, version, resource, "", ""), time, time);
        }
    }

    /** Takes an object as the API server sent it, as JSON in UTF-8. Never throws for bad input. */
    public ObjectResult encode(Sighting seen, byte[] object) {
        JsonTree tree;
        try {
            tree = JsonReader.read(RawText.of(object), maxDepth, false);
        } catch (IOException e) {
            return new ObjectResult.Malformed("the object is not one JSON value", SafeBytes.of(object));
        }
        if (!(tree.root() instanceof ObjectNode clean)
                || !clean.path("metadata").path("name").isTextual()) {
            return new ObjectResult.Malformed("the object has no metadata.name", SafeBytes.of(object));
        }
        cleaner.clean(clean, tree.ambiguous(), seen.ref().groupResource(), tree.tooDeep());
        ObjectNode change = MAPPER.createObjectNode();
        change.put("kind", KIND).put("apiVersion", API_VERSION);
        change.put("type", seen.type().name()).put("origin", seen.origin().wireName());
        change.putObject("resource")
                .put("group", seen.ref().group())
                .put("version", seen.ref().version())
                .put("resource", seen.ref().resource());
        change.put("observedTimestamp", seen.time().toString());
        if (seen.since().isBefore(seen.time())) {
            change.put(SINCE, seen.since().toString());
        }
        change.set("object", clean);
        byte[] json;
        try {
            json = MAPPER.writeValueAsBytes(change);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read cannot be written", e);
        }
        return json.length > MAX_VALUE_BYTES
                ? new ObjectResult.Malformed("larger than " + MAX_VALUE_BYTES + " bytes", SafeBytes.of(object))
                : new ObjectResult.Decoded(change(seen.cluster(), change, json, seen.time(), seen.since()));
    }

    /** Reads what {@link #encode} wrote. Never throws for bad input. */
    public ObjectResult decode(String cluster, byte[] json) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (IOException e) {
            return new ObjectResult.Malformed("not one JSON value", SafeBytes.of(json));
        }
        boolean ours = root instanceof ObjectNode
                && root.path("kind").asText().equals(KIND)
                && root.path("apiVersion").asText().equals(API_VERSION)
                && root.path("object").path("metadata").path("name").isTextual()
                && ObjectChange.Origin.of(root.path("origin").asText()).isPresent()
                && type(root).isPresent();
        if (!ours) {
            return new ObjectResult.Malformed("not an ObjectChange of " + API_VERSION, SafeBytes.of(json));
        }
        try {
            Instant time = EventTimes.parse(root.path("observedTimestamp").asText());
            Instant since = root.has(SINCE) ? EventTimes.parse(root.path(SINCE).asText()) : time;
            return new ObjectResult.Decoded(change(cluster, (ObjectNode) root, json, time, since));
        } catch (DateTimeException e) {
            return new ObjectResult.Malformed(
                    "observedTimestamp or since is no RFC 3339 time from 1970 to 9999", SafeBytes.of(json));
        }
    }

    private static Optional<ObjectChange.Type> type(JsonNode root) {
        String name = root.path("type").asText();
        for (ObjectChange.Type type : ObjectChange.Type.values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private static ObjectChange change(String cluster, ObjectNode change, byte[] json, Instant time, Instant since) {
        JsonNode metadata = change.path("object").path("metadata");
        JsonNode resource = change.path("resource");
        ObjectRef ref = new ObjectRef(
                resource.path("group").asText(),
                resource.path("version").asText(),
                resource.path("resource").asText(),
                metadata.path("namespace").asText(),
                metadata.path("name").asText());
        return new ObjectChange(
                identity(change),
                cluster,
                type(change).orElseThrow(),
                ObjectChange.Origin.of(change.path("origin").asText()).orElseThrow(),
                ref,
                metadata.path("uid").asText(),
                metadata.path("resourceVersion").asText(),
                time,
                since,
                json);
    }

    /** Two who watch, or one who watches again, see the same change at another time and maybe in another way. */
    private static EventId identity(ObjectNode change) {
        ObjectNode what = MAPPER.createObjectNode();
        what.set("type", change.path("type"));
        what.set("resource", change.path("resource"));
        what.set("object", change.path("object"));
        return EventId.of(what);
    }
}
