// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import java.util.Set;

/** The object a write is about, as far as the audit level shows it. */
final class Subject {

    private static final Set<String> WRITES = Set.of("create", "update", "patch");

    private Subject() {}

    /**
     * The object as the API server stored it; without a response body, what was asked for. A JSON Patch alone is no
     * object, and a refused request's response is a Status: then there may be none.
     */
    static JsonNode of(AuditView event) {
        if (!WRITES.contains(event.text(Envelope.VERB))) {
            return MissingNode.getInstance();
        }
        JsonNode response = event.responseObject();
        if (response.isObject() && !response.path("kind").asText().equals("Status")) {
            return response;
        }
        JsonNode request = event.requestObject();
        return request.isObject() ? request : MissingNode.getInstance();
    }
}
