// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.stub;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads JSON as a strict server does: nothing after its end and no name twice. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final ObjectReader MANY =
            MAPPER.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /** The one value in {@code body}; none when it is no JSON. */
    public static Optional<JsonNode> read(byte[] body) {
        try {
            JsonNode value = MAPPER.readTree(body);
            return value instanceof MissingNode ? Optional.empty() : Optional.of(value);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The values that follow one another in {@code body}; none when one of them is no JSON. */
    public static Optional<List<JsonNode>> readAll(byte[] body) {
        List<JsonNode> values = new ArrayList<>();
        try (MappingIterator<JsonNode> all = MANY.readValues(body)) {
            while (all.hasNextValue()) {
                values.add(all.nextValue());
            }
            return Optional.of(values);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@code text} as a JSON string, with its quotation marks. */
    public static String quote(String text) {
        try {
            return MAPPER.writeValueAsString(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
