// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Finds alerts in messages made for people, where the only place for an id is the name of one of their parts. */
final class MarkedIds {

    private static final String MARK = "alert:";

    private MarkedIds() {}

    /** What follows {@code alert:} in every field {@code name} anywhere inside, in order. */
    static List<String> in(JsonNode message, String name) {
        List<String> ids = new ArrayList<>();
        for (JsonNode value : message.findValues(name)) {
            if (value.asText().startsWith(MARK)) {
                ids.add(value.asText().substring(MARK.length()));
            }
        }
        return ids;
    }
}
