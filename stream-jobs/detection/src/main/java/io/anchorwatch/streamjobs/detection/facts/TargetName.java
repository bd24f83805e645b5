// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;

/** The name of the object, which objectRef lacks on creates with generateName and on lists. */
final class TargetName {

    private TargetName() {}

    static String of(AuditView event) {
        String name = event.text(Envelope.NAME);
        if (!name.isEmpty() || !event.text(Envelope.VERB).equals("create")) {
            return name;
        }
        String stored = nameIn(event.responseObject());
        return stored.isEmpty() ? nameIn(event.requestObject()) : stored;
    }

    private static String nameIn(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }
}
