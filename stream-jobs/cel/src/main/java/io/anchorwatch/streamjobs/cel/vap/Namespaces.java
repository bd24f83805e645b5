// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Namespace objects that came with the policies: an audit event names a namespace and shows nothing of it. */
record Namespaces(Map<String, JsonNode> byName) {

    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    static Namespaces of(Iterable<Manifest> manifests) {
        Map<String, JsonNode> byName = new HashMap<>();
        for (Manifest manifest : manifests) {
            if (manifest.kind().equals("Namespace") && manifest.apiVersion().equals("v1")) {
                byName.put(manifest.name(), manifest.json());
            }
        }
        return new Namespaces(Map.copyOf(byName));
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    Optional<JsonNode> get(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Whether a selector asks for no more than a namespace's name, which every event tells. */
    static boolean needsNameOnly(LabelSelector selector) {
        return selector.requirements().stream().allMatch(each -> each.key().equals(NAME_LABEL));
    }

    /** Whether the namespace is selected; empty when nothing is known of its labels. */
    Optional<Boolean> accepts(LabelSelector selector, String name) {
        @Nullable JsonNode namespace = byName.get(name);
        if (namespace == null && !needsNameOnly(selector)) {
            return Optional.empty();
        }
        Map<String, String> labels = namespace == null ? new HashMap<>() : LabelSelector.labels(namespace);
        labels.put(NAME_LABEL, name);
        return Optional.of(selector.accepts(labels));
    }
}
