// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.anchorwatch.ingest.event.EventTimes;
import io.anchorwatch.ingest.event.JsonSlices;
import io.anchorwatch.ingest.event.ObjectRef;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a watch recording: {@code ts}, {@code resource}, {@code op} and what belongs to that.
 *
 * @param resource group, version and resource of {@code apps/v1/deployments} or {@code v1/pods}
 * @param initialEvents of {@code WATCH_START}: whether the watch begins with what there is
 * @param type of {@code EVENT}: ADDED, MODIFIED, DELETED, BOOKMARK or ERROR; else empty
 * @param object the list, or the event's object, byte for byte; else empty
 */
record WatchLine(Instant time, ObjectRef resource, String op, boolean initialEvents, String type, byte[] object) {

    private static final byte[] NONE = {};

    /** The line, or null when it is none of a watch recording. */
    static @Nullable WatchLine parse(byte[] line) {
        byte[] utf8 = JsonSlices.validUtf8(line);
        try (JsonParser parser = JsonSlices.parser(utf8)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? new Fields(utf8).read(parser) : null;
        } catch (IOException | DateTimeException notOurs) {
            return null;
        }
    }

    /** Group, version and resource; null when it is something else. */
    private static @Nullable ObjectRef resource(String path) {
        List<String> parts = List.of(path.split("/", -1));
        if (parts.stream().anyMatch(String::isEmpty)) {
            return null;
        }
        return switch (parts.size()) {
            case 2 -> new ObjectRef("", parts.get(0), parts.get(1), "", "");
            case 3 -> new ObjectRef(parts.get(0), parts.get(1), parts.get(2), "", "");
            default -> null;
        };
    }

    /** What has been read of a line. */
    private static final class Fields {
        private final byte[] line;
        private String ts = "";
        private String path = "";
        private String op = "";
        private String type = "";
        private boolean initialEvents;
        private byte[] object = NONE;

        Fields(byte[] line) {
            this.line = line;
        }

        @Nullable
        WatchLine read(JsonParser parser) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "ts" -> ts = text(parser, value);
                    case "resource" -> path = text(parser, value);
                    case "op" -> op = text(parser, value);
                    case "initialEvents" -> initialEvents = value == JsonToken.VALUE_TRUE;
                    case "object" -> object = JsonSlices.value(parser, line);
                    case "event" -> event(parser, value);
                    default -> parser.skipChildren();
                }
            }
            ObjectRef ref = resource(path);
            boolean whole = ref != null && !op.isEmpty() && parser.nextToken() == null;
            return whole && ref != null
                    ? new WatchLine(EventTimes.parse(ts), ref, op, initialEvents, type, object)
                    : null;
        }

        private void event(JsonParser parser, JsonToken value) throws IOException {
            if (value != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken member = parser.nextToken();
                switch (name) {
                    case "type" -> type = text(parser, member);
                    case "object" -> object = JsonSlices.value(parser, line);
                    default -> parser.skipChildren();
                }
            }
        }

        private static String text(JsonParser parser, JsonToken value) throws IOException {
            String text = value == JsonToken.VALUE_STRING ? parser.getText() : "";
            parser.skipChildren();
            return text;
        }
    }
}
