// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON of requests and of answers. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** What writes one value. */
    @FunctionalInterface
    public interface Writer {
        void write(JsonGenerator json) throws IOException;
    }

    /** What {@code writer} writes, in UTF-8. */
    public static byte[] write(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            writer.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("JSON could not be written into memory", e);
        }
        return bytes.toByteArray();
    }

    /** The tree of an answer; a missing node when it is no JSON, or cut off. */
    public static JsonNode read(byte[] answer) {
        try {
            return MAPPER.readTree(answer);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
