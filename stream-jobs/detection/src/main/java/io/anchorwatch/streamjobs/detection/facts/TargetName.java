// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import java.util.stream.Stream;

/** The name of the object, which objectRef lacks on creates with generateName and on lists. */
final class TargetName {

    private TargetName() {}

    static String of(AuditView event) {
        String name = event.text(Envelope.NAME);
        if (!name.isEmpty() || !event.text(Envelope.VERB).equals("create")) {
            return name;
        }
        return Stream.of(event.responseObject(), event.requestObject())
                .map(object -> object.path("metadata").path("name").asText())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse("");
    }
}
