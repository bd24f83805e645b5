// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import com.fasterxml.jackson.databind.JsonNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A Kubernetes object in a file.
 *
 * @param file where
 * @param node as it is written
 * @param json what it says
 */
record Manifest(ManifestFile file, Node node, JsonNode json) {

    String kind() {
        return json.path("kind").asText();
    }

    String apiVersion() {
        return json.path("apiVersion").asText();
    }

    String name() {
        return json.path("metadata").path("name").asText();
    }

    String namespace() {
        return json.path("metadata").path("namespace").asText();
    }

    /** Whether it is a policy or a binding of any version. */
    boolean isOf(String wantedKind) {
        return kind().equals(wantedKind) && apiVersion().startsWith("admissionregistration.k8s.io/");
    }
}
