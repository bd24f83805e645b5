// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON whose author may be an attacker: a patch is logged as the client wrote it. What is JSON is read, however
 * long a name or a number is; refusing it would let a client take its request out of the watch.
 */
final class JsonTrees {

    private static final int MAX_LENGTH = 64 << 20;
    private static final int MAX_NUMBER = 1_000;

    /** Ingest holds events to far less; this only bounds what a foreign producer could send. */
    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1_000)
                    .maxStringLength(MAX_LENGTH)
                    .maxNameLength(MAX_LENGTH)
                    .maxNumberLength(MAX_LENGTH)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private static final JsonNodeFactory NODES = new JsonNodeFactory(true);

    private JsonTrees() {}

    /** The tree of bytes that hold one JSON value. */
    static JsonNode read(byte[] json, int offset, int length) throws IOException {
        try (JsonParser parser = JSON.createParser(json, offset, length)) {
            @Nullable JsonToken token = parser.nextToken();
            if (token == null) {
                throw new IOException("no JSON value");
            }
            JsonNode tree = read(parser, token);
            end(parser);
            return tree;
        }
    }

    /** Refuses a second value. */
    static void end(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new IOException("more than one JSON value");
        }
    }

    /** The tree of the value that starts at the current token; of keys that stand twice the last counts. */
    static JsonNode read(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> numberNode(number(parser, token));
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    private static ObjectNode object(JsonParser parser) throws IOException {
        ObjectNode object = NODES.objectNode();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            object.set(key, read(parser, parser.nextToken()));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) throws IOException {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(read(parser, token));
        }
        return array;
    }

    /** A Long or a BigDecimal; a number too long or too large for either is its text. */
    static Object number(JsonParser parser, JsonToken token) throws IOException {
        int length = parser.getTextLength();
        if (length <= 18 && token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getLongValue();
        }
        String text = parser.getText();
        if (length > MAX_NUMBER) {
            return text;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            boolean fits = token == JsonToken.VALUE_NUMBER_INT && number.precision() <= 19;
            return fits && number.toBigInteger().bitLength() < Long.SIZE ? (Object) number.longValue() : number;
        } catch (NumberFormatException outOfRange) {
            return text;
        }
    }

    private static JsonNode numberNode(Object number) {
        if (number instanceof Long integer) {
            return NODES.numberNode(integer.longValue());
        }
        return number instanceof BigDecimal decimal ? NODES.numberNode(decimal) : NODES.textNode(number.toString());
    }
}
