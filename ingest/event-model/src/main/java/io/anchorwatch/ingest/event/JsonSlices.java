// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Parts of JSON text, byte for byte, so that whoever reads them sees all that is there, keys that come twice included. */
public final class JsonSlices {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonSlices() {}

    /** Makes parsers and writers without limits of their own. */
    public static JsonFactory factory() {
        return FACTORY;
    }

    /** A parser of that text, without limits of its own. */
    public static JsonParser parser(byte[] text) throws IOException {
        return FACTORY.createParser(text);
    }

    /** The value that the parser stands at the beginning of; the parser then stands at its end. */
    public static byte[] value(JsonParser parser, byte[] text) throws IOException {
        long start = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        long end = parser.currentLocation().getByteOffset();
        return Arrays.copyOfRange(text, (int) start, (int) end);
    }

    /** The same text, with what is no UTF-8 replaced. */
    public static byte[] validUtf8(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    }
}
