// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.streamjobs.detection.correlation.SortedStore;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks from an object to the workload that owns it, and to whoever had applied that by then. */
final class Owners {

    private static final int MAX_STEPS = 8;

    /** They are many, and own nothing. */
    private static final Set<String> OWN_NOTHING =
            Set.of("pods", "endpoints", "endpointslices.discovery.k8s.io", "configmaps", "secrets", "nodes");

    private final SortedStore store;
    private final long patience;

    Owners(SortedStore store, StorySettings settings) {
        this.store = store;
        this.patience = StorySettings.micros(settings.patience());
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

    /** Notes an object that may own others, known from a time on. */
    void add(ObjectChange change, JsonNode object, long sinceMicros) {
        byte[] key = StoryKeys.lineage(change, change.uid());
        if (!OWN_NOTHING.contains(change.object().groupResource())
                && !change.uid().isEmpty()
                && get(key) == null) {
            store.put(key, Lineage.of(object, sinceMicros).encode());
        }
    }

    /** An object is gone from a time on: it is forgotten when what it owned has been judged too. */
    void remove(ObjectChange change, long goneMicros) {
        byte[] key = StoryKeys.lineage(change, change.uid());
        @Nullable Lineage known = get(key);
        if (known != null) {
            store.put(key, known.gone(goneMicros).encode());
            store.put(StoryKeys.expiry(change, goneMicros), key);
        }
    }

    /** Notes who applied an object at a time; nothing comes any more from before {@code settledMicros}. */
    void applied(ObjectChange change, long timeMicros, String who, long settledMicros) {
        byte[] key = StoryKeys.lineage(change, change.uid());
        @Nullable Lineage known = get(key);
        if (known != null) {
            store.put(key, known.with(timeMicros, who, settledMicros).encode());
        }
    }

    /**
     * The outermost owner that is known, with {@code kind}, {@code name} and, where known, {@code appliedBy} as of a
     * time; missing when there is none. Owners are found by uid, so that a reference with a borrowed name finds nothing.
     */
    JsonNode of(ObjectChange change, JsonNode object, long timeMicros) {
        JsonNode owner = MissingNode.getInstance();
        String uid = controller(object).path("uid").asText();
        for (int step = 0; step < MAX_STEPS && !uid.isEmpty(); step++) {
            @Nullable Lineage known = get(StoryKeys.lineage(change, uid));
            if (known == null || !known.isKnown(timeMicros, patience)) {
                break;
            }
            owner = told(known, known.appliedBy(timeMicros));
            uid = known.ownerUid();
        }
        return owner;
    }

    private static JsonNode told(Lineage lineage, String appliedBy) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.put("kind", lineage.kind()).put("name", lineage.name());
        if (!appliedBy.isEmpty()) {
            told.put("appliedBy", appliedBy);
        }
        return told;
    }

    private @Nullable Lineage get(byte[] key) {
        byte @Nullable [] bytes = store.get(key);
        return bytes == null ? null : Lineage.decode(bytes);
    }
}
