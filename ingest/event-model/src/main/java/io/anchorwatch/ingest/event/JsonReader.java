// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;

/** Reads hostile JSON text into a {@link JsonTree}, repairing what can be repaired. */
final class JsonReader {

    /** The limits that count are enforced while the tree is built; the parser's own would refuse the whole event. */
    private static final StreamReadConstraints NO_LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .build();

    private static final JsonFactory STRICT = JsonFactory.builder()
            .streamReadConstraints(NO_LIMITS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private static final JsonFactory LENIENT = JsonFactory.builder()
            .streamReadConstraints(NO_LIMITS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private JsonReader() {}

    /** Reads one value; a second attempt lets raw control characters in strings pass, and broken names. */
    static JsonTree read(RawText raw, int maxDepth, boolean skipBodies) throws IOException {
        if (!raw.nul()) {
            try (JsonParser parser = STRICT.createParser(raw.bytes())) {
                return new TreeBuilder(parser, maxDepth, skipBodies, raw.escaped(), raw.repaired()).build();
            } catch (JsonParseException e) {
                return lenient(raw, maxDepth, skipBodies);
            }
        }
        return lenient(raw, maxDepth, skipBodies);
    }

    /** Reads JSON that was inside a string. */
    static JsonTree read(String text, int maxDepth) throws IOException {
        try (JsonParser parser = STRICT.createParser(text)) {
            return new TreeBuilder(parser, maxDepth, false, true, false).build();
        }
    }

    private static JsonTree lenient(RawText raw, int maxDepth, boolean skipBodies) throws IOException {
        String text = raw.escaped() ? Surrogates.replaceLoneEscapes(raw.text()) : raw.text();
        try (JsonParser parser = LENIENT.createParser(text)) {
            return new TreeBuilder(parser, maxDepth, skipBodies, true, true).build();
        }
    }
}
