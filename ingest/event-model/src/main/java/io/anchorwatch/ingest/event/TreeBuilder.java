// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds one tree from a parser, noticing what a plain tree hides: keys that come twice, surrogates without a half. */
final class TreeBuilder {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_NUMBER_CHARS = 100;
    private static final int LONG_SAFE_CHARS = 18;

    private final JsonParser parser;
    private final int maxDepth;
    private final boolean skipBodies;
    private final boolean checkSurrogates;
    private final Set<JsonNode> ambiguous = Collections.newSetFromMap(new IdentityHashMap<>(0));
    private boolean repaired;
    private boolean tooDeep;
    private boolean bodiesSkipped;

    TreeBuilder(JsonParser parser, int maxDepth, boolean skipBodies, boolean checkSurrogates, boolean repaired) {
        this.parser = parser;
        this.maxDepth = maxDepth;
        this.skipBodies = skipBodies;
        this.checkSurrogates = checkSurrogates;
        this.repaired = repaired;
    }

    JsonTree build() throws IOException {
        JsonNode root = value(parser.nextToken(), 1);
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "text after the end");
        }
        return new JsonTree(root, repaired, tooDeep, bodiesSkipped, ambiguous);
    }

    private JsonNode value(@Nullable JsonToken token, int depth) throws IOException {
        if (token == null) {
            throw new JsonParseException(parser, "no value");
        }
        return switch (token) {
            case START_OBJECT -> depth > maxDepth ? prune() : object(depth);
            case START_ARRAY -> depth > maxDepth ? prune() : array(depth);
            case VALUE_STRING -> NODES.textNode(wellFormed(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(token);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new JsonParseException(parser, "no value");
        };
    }

    private JsonNode object(int depth) throws IOException {
        ObjectNode object = NODES.objectNode();
        JsonToken token = parser.nextToken();
        while (token == JsonToken.FIELD_NAME) {
            String name = wellFormed(parser.currentName());
            token = parser.nextToken();
            if (skipBodies && depth == 1 && Salvage.isBody(name)) {
                bodiesSkipped |= token != JsonToken.VALUE_NULL;
                parser.skipChildren();
            } else {
                put(object, name, value(token, depth + 1));
            }
            token = parser.nextToken();
        }
        if (token != JsonToken.END_OBJECT) {
            throw new JsonParseException(parser, "an object that does not end");
        }
        return object;
    }

    private void put(ObjectNode object, String name, JsonNode value) {
        if (object.replace(name, value) != null) {
            repaired = true;
            ambiguous.add(object);
        }
    }

    private JsonNode array(int depth) throws IOException {
        ArrayNode array = NODES.arrayNode();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            array.add(value(token, depth + 1));
            token = parser.nextToken();
        }
        return array;
    }

    private JsonNode prune() throws IOException {
        parser.skipChildren();
        tooDeep = true;
        return NODES.nullNode();
    }

    /** A number that no API type can hold stays as text: its arithmetic would be an attack, its loss a hidden event. */
    private JsonNode number(JsonToken token) throws IOException {
        String text = parser.getText();
        if (token == JsonToken.VALUE_NUMBER_INT && text.length() <= LONG_SAFE_CHARS) {
            return NODES.numberNode(Long.parseLong(text));
        }
        if (text.length() <= MAX_NUMBER_CHARS) {
            try {
                return NODES.numberNode(new BigDecimal(text));
            } catch (NumberFormatException e) {
                // An exponent beyond 32 bits: text below.
            }
        }
        repaired = true;
        return NODES.textNode(text);
    }

    private String wellFormed(String text) {
        if (!checkSurrogates || !Surrogates.isLoneIn(text)) {
            return text;
        }
        repaired = true;
        return Surrogates.replaceLone(text);
    }
}
