// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills the slots of an {@link AuditView} in one pass over the bytes; request and response bodies are skipped. */
final class AuditDecoder {

    private static final SlotNode ROOT = SlotNode.root();

    private AuditDecoder() {}

    /** Throws IOException when the bytes are not one JSON object. */
    static void decode(byte[] json, AuditView into) throws IOException {
        try (JsonParser parser = JsonTrees.JSON.createParser(json)) {
            // Any other parser means UTF-16 or UTF-32, in which nothing of ours is written.
            if (!(parser instanceof UTF8StreamJsonParser) || parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            object(parser, ROOT, into);
            JsonTrees.end(parser);
        }
    }

    private static void object(JsonParser parser, SlotNode node, AuditView into) throws IOException {
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            @Nullable SlotNode child = node.child(key);
            JsonToken token = parser.nextToken();
            if (child == null) {
                parser.skipChildren();
                continue;
            }
            @Nullable Envelope slot = child.slot();
            if (slot == null) {
                group(parser, token, child, into);
            } else if (slot.isBody()) {
                body(parser, token, slot, into);
            } else if (into.wants(slot)) {
                into.set(slot, value(parser, token));
            } else {
                into.leaveUnread(slot);
                parser.skipChildren();
            }
        }
    }

    /** An object of slots. A shape that no API server writes is left to the tree, which knows what it means. */
    private static void group(JsonParser parser, JsonToken token, SlotNode node, AuditView into) throws IOException {
        boolean object = token == JsonToken.START_OBJECT;
        if (into.enter(node.group()) || (!object && token != JsonToken.VALUE_NULL)) {
            into.irregular();
        }
        if (object) {
            object(parser, node, into);
        } else {
            parser.skipChildren();
        }
    }

    private static void body(JsonParser parser, JsonToken token, Envelope slot, AuditView into) throws IOException {
        if (!token.isStructStart()) {
            into.body(slot, JsonTrees.read(parser, token));
            return;
        }
        long start = parser.currentTokenLocation().getByteOffset();
        boolean podSpec = skip(parser);
        into.body(slot, (int) start, (int) parser.currentLocation().getByteOffset(), podSpec);
    }

    /** Skips what begins at the current token; true when it has a key that each pod spec, or a part of one, has. */
    private static boolean skip(JsonParser parser) throws IOException {
        boolean podSpec = false;
        int open = 1;
        while (open > 0) {
            @Nullable JsonToken token = parser.nextToken();
            if (token == null) {
                throw new IOException("the object has no end");
            }
            if (token == JsonToken.FIELD_NAME) {
                podSpec = podSpec || AuditView.POD_SPEC_KEYS.contains(parser.currentName());
            } else if (token.isStructStart()) {
                open++;
            } else if (token.isStructEnd()) {
                open--;
            }
        }
        return podSpec;
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> JsonTrees.number(parser, token);
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case START_ARRAY -> list(parser);
            case START_OBJECT -> JsonTrees.read(parser, token);
            default -> Missing.NULL;
        };
    }

    /** Arrays in arrays count as one. */
    private static List<Object> list(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>(4);
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY) {
                elements.addAll(list(parser));
            } else {
                elements.add(value(parser, token));
            }
        }
        return elements;
    }
}
