// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import java.util.Set;

/** The object a write is about, as far as the audit level shows it. */
public final class Subject {

    private static final Set<String> WRITES = Set.of("create", "update", "patch");

    private Subject() {}

    /**
     * The object as the API server stored it; without a response body, or with a refusal for one, what was asked
     * for; of a patch, the parts that it writes.
     */
    public static JsonNode of(AuditView event) {
        if (!WRITES.contains(event.text(Envelope.VERB))) {
            return MissingNode.getInstance();
        }
        if (hasStored(event)) {
            return event.responseObject();
        }
        JsonNode request = event.requestObject();
        if (request.isArray() && event.text(Envelope.VERB).equals("patch")) {
            return PatchSketch.of(request);
        }
        return request.isObject() ? request : MissingNode.getInstance();
    }

    /** Whether it is all of the object, not the part of it that a patch writes. */
    public static boolean isWhole(AuditView event) {
        return hasStored(event) || !event.text(Envelope.VERB).equals("patch");
    }

    private static boolean hasStored(AuditView event) {
        JsonNode response = event.responseObject();
        return response.isObject() && !response.path("kind").asText().equals("Status");
    }
}
