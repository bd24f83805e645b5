// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.provider;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.anchorwatch.ingest.event.JsonSlices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value as its own bytes, opened one level at a time: what nobody asks for is never built, however deep or large, and
 * an event inside comes out byte for byte.
 */
record Json(byte[] bytes) {

    /** The values that stand one after another in a text. */
    static List<Json> documents(byte[] text) throws IOException {
        byte[] valid = JsonSlices.validUtf8(text);
        List<Json> found = new ArrayList<>();
        try (JsonParser parser = JsonSlices.parser(valid)) {
            while (parser.nextToken() != null) {
                found.add(value(parser, valid));
            }
        }
        return found;
    }

    private static Json value(JsonParser parser, byte[] text) throws IOException {
        return new Json(JsonSlices.value(parser, text));
    }

    boolean isObject() {
        return bytes.length > 0 && bytes[0] == '{';
    }

    boolean isArray() {
        return bytes.length > 0 && bytes[0] == '[';
    }

    boolean isText() {
        return bytes.length > 0 && bytes[0] == '"';
    }

    /** The fields of an object in their order, the last of a name; none when it is no object. */
    Map<String, Json> fields() throws IOException {
        Map<String, Json> fields = new LinkedHashMap<>();
        if (isObject()) {
            try (JsonParser parser = JsonSlices.parser(bytes)) {
                parser.nextToken();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, value(parser, bytes));
                }
            }
        }
        return fields;
    }

    /** The items of an array; none when it is no array. */
    List<Json> items() throws IOException {
        List<Json> items = new ArrayList<>();
        if (isArray()) {
            try (JsonParser parser = JsonSlices.parser(bytes)) {
                parser.nextToken();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser, bytes));
                }
            }
        }
        return items;
    }

    /** What a path of field names leads to. */
    Optional<Json> at(String... path) throws IOException {
        Json here = this;
        for (String name : path) {
            Json next = here.fields().get(name);
            if (next == null) {
                return Optional.empty();
            }
            here = next;
        }
        return Optional.of(here);
    }

    /** The text at a path; empty when there is none. */
    String textAt(String... path) throws IOException {
        Optional<Json> found = at(path);
        return found.isPresent() ? found.get().text() : "";
    }

    /** A text's characters; of all else nothing. */
    String text() throws IOException {
        if (!isText()) {
            return "";
        }
        try (JsonParser parser = JsonSlices.parser(bytes)) {
            parser.nextToken();
            return parser.getText();
        }
    }

    /** The value itself, or the one that its text holds: some services write JSON into texts. */
    Json unquoted() throws IOException {
        String text = text().strip();
        if (text.startsWith("{") || text.startsWith("[")) {
            List<Json> inside = documents(text.getBytes(StandardCharsets.UTF_8));
            return inside.size() == 1 ? inside.get(0) : this;
        }
        return this;
    }
}
