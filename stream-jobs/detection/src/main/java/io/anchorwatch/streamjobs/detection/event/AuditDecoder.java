// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills the slots of an {@link AuditView} in one pass over the bytes; request and response bodies are skipped. */
final class AuditDecoder {

    /** Ingest holds events to far less; this only bounds what a foreign producer could send. */
    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1_000)
                    .maxStringLength(64 << 20)
                    .build())
            .build();

    private static final SlotNode ROOT = SlotNode.root();

    private AuditDecoder() {}

    /** Throws IOException when the bytes are not one JSON object. */
    static void decode(byte[] json, AuditView into) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            object(parser, ROOT, into);
            if (parser.nextToken() != null) {
                throw new IOException("more than one JSON value");
            }
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
                if (token == JsonToken.START_OBJECT) {
                    object(parser, child, into);
                } else {
                    parser.skipChildren();
                }
            } else if (slot == Envelope.REQUEST_OBJECT || slot == Envelope.RESPONSE_OBJECT) {
                body(parser, slot, into);
            } else {
                into.set(slot, value(parser, token));
            }
        }
    }

    private static void body(JsonParser parser, Envelope slot, AuditView into) throws IOException {
        long start = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        into.body(slot, (int) start, (int) parser.currentLocation().getByteOffset());
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case START_ARRAY -> list(parser);
            default -> {
                parser.skipChildren();
                yield Missing.NULL;
            }
        };
    }

    private static Object number(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT, LONG -> (Object) parser.getLongValue();
            default -> parser.getDecimalValue();
        };
    }

    private static List<Object> list(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>(4);
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(parser, token));
        }
        return elements;
    }
}
