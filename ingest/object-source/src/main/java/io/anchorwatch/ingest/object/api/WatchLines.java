// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The events of a watch, one JSON object a line. A line that does not end is no event. */
public final class WatchLines {

    private static final int MAX_BYTES = 32 << 20;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final BodyStream body;
    private final byte[] buffer = new byte[16 << 10];
    private int position;
    private int limit;

    public WatchLines(BodyStream body) {
        this.body = body;
    }

    /**
     * An event.
     *
     * @param type as the server sent it; empty when the line is no event
     * @param object its object byte for byte; the whole line when that is no event
     */
    public record Event(String type, byte[] object) {}

    /** Whether the next read need not wait. */
    public boolean ready() {
        return position < limit || body.available() > 0;
    }

    /**
     * The next event, or null when the server ended the watch.
     *
     * @throws IOException when the connection broke, or stayed silent beyond the body's patience
     */
    public @Nullable Event next() throws IOException {
        byte[] line = line();
        return line == null ? null : event(line);
    }

    private byte @Nullable [] line() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4 << 10);
        while (true) {
            if (position == limit) {
                position = 0;
                limit = Math.max(0, body.read(buffer, 0, buffer.length));
                if (limit == 0) {
                    return null;
                }
            }
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            out.write(buffer, position, end - position);
            boolean complete = end < limit;
            position = complete ? end + 1 : end;
            if (complete && out.size() > 0) {
                return out.toByteArray();
            }
            if (out.size() > MAX_BYTES) {
                throw new IOException("an event has more than " + MAX_BYTES + " bytes");
            }
        }
    }

    private static Event event(byte[] line) {
        String type = "";
        byte @Nullable [] object = null;
        try (JsonParser parser = FACTORY.createParser(line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("type") && value == JsonToken.VALUE_STRING) {
                    type = parser.getText();
                } else if (name.equals("object") && value == JsonToken.START_OBJECT) {
                    int start = (int) parser.currentTokenLocation().getByteOffset();
                    parser.skipChildren();
                    int end = (int) parser.currentLocation().getByteOffset();
                    object = Arrays.copyOfRange(line, start, end);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            return new Event("", line);
        }
        return object == null ? new Event("", line) : new Event(type, object);
    }
}
