// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.anchorwatch.ingest.event.JsonSlices;
import io.anchorwatch.ingest.event.ListItems;
import io.anchorwatch.ingest.event.ObjectHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A list as an API server or {@code kubectl} writes it.
 *
 * @param header of the list itself
 * @param items each byte for byte, with the kind and API version that the list says they are
 */
record ListText(ObjectHeader header, List<byte[]> items) {

    /** @throws IOException when it is no JSON object, or an item is none */
    static ListText of(byte[] json) throws IOException {
        ObjectHeader header = ObjectHeader.of(json);
        String kind = ListItems.itemKind(header.kind());
        List<byte[]> items = new ArrayList<>();
        try (JsonParser parser = JsonSlices.parser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean here = parser.currentName().equals("items");
                if (parser.nextToken() == JsonToken.START_ARRAY && here) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        items.add(ListItems.typed(JsonSlices.value(parser, json), kind, header.apiVersion()));
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        return new ListText(header, items);
    }
}
