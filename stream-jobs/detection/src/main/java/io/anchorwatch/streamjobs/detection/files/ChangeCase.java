// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.anchorwatch.ingest.event.ObjectRef;
import io.anchorwatch.streamjobs.detection.diff.Noise;
import io.anchorwatch.streamjobs.detection.diff.ObjectDiff;
import io.anchorwatch.streamjobs.detection.drift.Attribution;
import io.anchorwatch.streamjobs.detection.drift.Drift;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A change of an object in a rule's test: {@code resource} as in {@code deployments.apps}, {@code before} and
 * {@code after} (one of them absent when the object is new or gone), {@code by} (fields of the audit event that did it;
 * absent when nobody knows) and, where they matter, {@code subresource}, {@code attribution}, {@code origin} and
 * {@code owner}. Without {@code metadata.name} the object is called {@code it}.
 */
final class ChangeCase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final Set<String> KEYS =
            Set.of("resource", "before", "after", "by", "subresource", "attribution", "origin", "owner");

    private ChangeCase() {}

    static Drift read(Path file, Map<?, ?> yaml) throws IOException {
        JsonNode change = JSON.valueToTree(yaml);
        JsonNode before = change.path("before");
        JsonNode after = change.path("after");
        if (!KEYS.containsAll(yaml.keySet())
                || !change.path("resource").isTextual()
                || (!before.isObject() && !after.isObject())) {
            throw new IOException(file + ": a change has 'resource', 'before' or 'after' or both, and maybe 'by',"
                    + " 'subresource', 'attribution', 'origin', 'owner', not " + yaml);
        }
        ObjectRef ref = ref(change.path("resource").textValue(), after.isObject() ? after : before);
        JsonNode by = change.path("by");
        return new Drift(
                ref,
                before,
                after,
                before.isObject() && after.isObject()
                        ? ObjectDiff.between(before, after, Noise.standard().ignoredOf(ref.groupResource()))
                        : List.of(),
                change.path("origin").asText("watch"),
                attribution(file, change.path("attribution").asText(by.isObject() ? "exact" : "unknown")),
                by.isObject() ? by : MissingNode.getInstance(),
                change.path("subresource").asText(""),
                change.path("owner"),
                TIME);
    }

    private static ObjectRef ref(String groupResource, JsonNode object) {
        int dot = groupResource.indexOf('.');
        JsonNode metadata = object.path("metadata");
        return new ObjectRef(
                dot < 0 ? "" : groupResource.substring(dot + 1),
                "v1",
                dot < 0 ? groupResource : groupResource.substring(0, dot),
                metadata.path("namespace").asText(""),
                metadata.path("name").asText("it"));
    }

    private static Attribution attribution(Path file, String name) throws IOException {
        for (Attribution attribution : Attribution.values()) {
            if (attribution.wireName().equals(name)) {
                return attribution;
            }
        }
        throw new IOException(file + ": attribution is exact, inferred, unexplained or unknown, not '" + name + "'");
    }
}
