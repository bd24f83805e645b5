// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.anchorwatch.ingest.event.JsonSlices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Cuts an {@code audit.k8s.io/v1} EventList, or an envelope with one as its {@code body}, into the bytes of its items. */
final class EventLists {

    private EventLists() {}

    /** The items in their order, byte for byte; none when it is no such list. */
    static List<byte[]> items(byte[] document) {
        try {
            return slice(document);
        } catch (IOException e) {
            // Maybe only text that is no UTF-8, which a second look does not mind.
        }
        try {
            return slice(JsonSlices.validUtf8(document));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<byte[]> slice(byte[] document) throws IOException {
        List<byte[]> items = new ArrayList<>();
        try (JsonParser parser = JsonSlices.parser(document)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                list(parser, document, items, true);
            }
            return items;
        }
    }

    private static void list(JsonParser parser, byte[] document, List<byte[]> items, boolean envelope)
            throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("items") && value == JsonToken.START_ARRAY) {
                array(parser, document, items);
            } else if (name.equals("body") && envelope && value == JsonToken.START_OBJECT) {
                list(parser, document, items, false);
            } else {
                parser.skipChildren();
            }
        }
    }

    private static void array(JsonParser parser, byte[] document, List<byte[]> items) throws IOException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(JsonSlices.value(parser, document));
        }
    }
}
