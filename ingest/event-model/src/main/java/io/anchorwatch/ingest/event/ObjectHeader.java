// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The little that tells one version of an object from another, read without building the object. Empty texts where the
 * object has none. Of a key that comes twice the last counts, as for {@link ObjectChangeCodec}.
 *
 * @param kind such as {@code Pod}; items of a list have none
 * @param apiVersion such as {@code apps/v1}; items of a list have none
 */
public record ObjectHeader(
        String kind, String apiVersion, String namespace, String name, String uid, String resourceVersion) {

    private static final ObjectHeader EMPTY = new ObjectHeader("", "", "", "", "", "");

    /** No object may hide from its reader behind the parser's own limits. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /**
     * Reads an object's JSON in UTF-8.
     *
     * @throws IOException when it is no JSON object
     */
    public static ObjectHeader of(byte[] json) throws IOException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            ObjectHeader header = EMPTY;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                header = switch (name) {
                    case "kind" -> header.typed(text(parser, value), header.apiVersion);
                    case "apiVersion" -> header.typed(header.kind, text(parser, value));
                    case "metadata" -> header.metadata(parser, value);
                    default -> header;
                };
                parser.skipChildren();
            }
            return header;
        }
    }

    /** The same under another kind and API version. */
    public ObjectHeader typed(String otherKind, String otherApiVersion) {
        return new ObjectHeader(otherKind, otherApiVersion, namespace, name, uid, resourceVersion);
    }

    /** {@code namespace/name}, or {@code /name} of a cluster-scoped object: unique within a resource. */
    public String key() {
        return namespace + '/' + name;
    }

    /** All that is left of an object whose deletion nobody saw: kind, API version and these four metadata fields. */
    public byte[] remains() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("kind", kind).put("apiVersion", apiVersion);
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        metadata.put("uid", uid).put("resourceVersion", resourceVersion);
        return object.toString().getBytes(StandardCharsets.UTF_8);
    }

    private ObjectHeader metadata(JsonParser parser, JsonToken token) throws IOException {
        String[] found = {"", "", "", ""};
        if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "namespace" -> found[0] = text(parser, value);
                    case "name" -> found[1] = text(parser, value);
                    case "uid" -> found[2] = text(parser, value);
                    case "resourceVersion" -> found[3] = text(parser, value);
                    default -> parser.skipChildren();
                }
            }
        }
        return new ObjectHeader(kind, apiVersion, found[0], found[1], found[2], found[3]);
    }

    private static String text(JsonParser parser, JsonToken value) throws IOException {
        String text = value == JsonToken.VALUE_STRING ? parser.getText() : "";
        parser.skipChildren();
        return text;
    }
}
