// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Which object a response shows; texts are empty where it does not tell.
 *
 * @param name {@code metadata.name}, or of a Status {@code details.name}
 * @param uid {@code metadata.uid}, or of a Status {@code details.uid}
 * @param resourceVersion {@code metadata.resourceVersion}
 */
public record Written(String name, String uid, String resourceVersion) {

    static final Written NOTHING = new Written("", "", "");

    /** Stops reading as soon as the metadata are over. */
    static Written read(byte[] json, int from, int to) {
        try (JsonParser parser = JsonTrees.JSON.createParser(json, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return NOTHING;
            }
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if ((key.equals("metadata") || key.equals("details")) && token == JsonToken.START_OBJECT) {
                    Written found = identity(parser);
                    if (!found.equals(NOTHING)) {
                        return found;
                    }
                } else {
                    parser.skipChildren();
                }
            }
            return NOTHING;
        } catch (IOException impossible) {
            return NOTHING;
        }
    }

    private static Written identity(JsonParser parser) throws IOException {
        String name = "";
        String uid = "";
        String version = "";
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
            String value = text ? parser.getText() : "";
            parser.skipChildren();
            switch (key) {
                case "name" -> name = value;
                case "uid" -> uid = value;
                case "resourceVersion" -> version = value;
                default -> {}
            }
        }
        return new Written(name, uid, version);
    }
}
