// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.anchorwatch.ingest.event.ObjectChange;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks from an object to the workload that owns it, and to whoever applied that. */
final class Owners {

    private static final int MAX_STEPS = 8;

    private static final Map<String, String> PLURALS = Map.of(
            "ReplicaSet", "replicasets.apps",
            "Deployment", "deployments.apps",
            "StatefulSet", "statefulsets.apps",
            "DaemonSet", "daemonsets.apps",
            "Job", "jobs.batch",
            "CronJob", "cronjobs.batch",
            "ReplicationController", "replicationcontrollers");

    private final ObjectState objects;

    Owners(ObjectState objects) {
        this.objects = objects;
    }

    /** The controller's reference of an object, missing when it has none. */
    static JsonNode controller(JsonNode object) {
        for (JsonNode reference : object.path("metadata").path("ownerReferences")) {
            if (reference.path("controller").asBoolean()) {
                return reference;
            }
        }
        return MissingNode.getInstance();
    }

    /**
     * The outermost owner of an object that is known, with {@code kind}, {@code name} and, where known,
     * {@code appliedBy}; missing when there is none. A reference that names another uid than the owner has is forged.
     */
    JsonNode of(ObjectChange change, JsonNode object) {
        JsonNode owner = MissingNode.getInstance();
        JsonNode reference = controller(object);
        for (int step = 0; step < MAX_STEPS && reference.isObject(); step++) {
            @Nullable StoredObject stored = objects.get(key(change, reference));
            if (stored == null || !stored.uid().equals(reference.path("uid").asText())) {
                break;
            }
            owner = told(reference, stored.appliedBy());
            reference = controller(Pending.parse(stored.json()));
        }
        return owner;
    }

    private static JsonNode told(JsonNode reference, String appliedBy) {
        var told = JsonNodeFactory.instance.objectNode();
        told.put("kind", reference.path("kind").asText());
        told.put("name", reference.path("name").asText());
        if (!appliedBy.isEmpty()) {
            told.put("appliedBy", appliedBy);
        }
        return told;
    }

    /** Owners live in the namespace of what they own, or in none. */
    private static byte[] key(ObjectChange change, JsonNode reference) {
        String kind = reference.path("kind").asText();
        String version = reference.path("apiVersion").asText();
        int slash = version.indexOf('/');
        String group = slash < 0 ? "" : "." + version.substring(0, slash);
        @Nullable String known = PLURALS.get(kind);
        String resource = known == null ? kind.toLowerCase(Locale.ROOT) + "s" + group : known;
        return StoryKeys.object(
                change.cluster(),
                resource,
                change.object().namespace(),
                reference.path("name").asText());
    }
}
