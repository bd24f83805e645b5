// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.ingest.event.ObjectRef;

/**
 * An object of the cluster.
 *
 * @param object as the API server has it, redacted
 */
public record Item(ObjectRef ref, JsonNode object) {

    /** {@code pods} or {@code deployments.apps}. */
    String resource() {
        return ref.groupResource();
    }

    String namespace() {
        return ref.namespace();
    }

    String name() {
        return ref.name();
    }

    String uid() {
        return object.path("metadata").path("uid").asText();
    }

    Holder holder() {
        return new Holder(resource(), namespace(), name());
    }
}
