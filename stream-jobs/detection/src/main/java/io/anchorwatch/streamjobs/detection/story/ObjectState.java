// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.streamjobs.detection.correlation.SortedStore;
import io.anchorwatch.streamjobs.detection.diff.Noise;
import io.anchorwatch.streamjobs.detection.diff.ObjectDiff;
import io.anchorwatch.streamjobs.detection.rule.RuleTimeline;
import io.anchorwatch.streamjobs.detection.story.StoryOutput.Unjudged;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The last known form of every object, and what a change makes of it. */
final class ObjectState {

    private static final byte[] NONE = {};

    private final SortedStore store;
    private final RuleTimeline rules;
    private final Owners owners;

    ObjectState(SortedStore store, RuleTimeline rules, Owners owners) {
        this.store = store;
        this.owners = owners;
        this.rules = rules;
    }

    /** Either a change to judge, or why there is nothing to judge. */
    record Step(@Nullable Pending pending, @Nullable Unjudged unjudged) {
        static Step of(Unjudged why) {
            return new Step(null, why);
        }
    }

    /** Takes a change in that is due at a time; all changes of an object come in their order. */
    Step accept(ObjectChange change, long dueMicros) {
        Noise noise = rules.at(change.time().toEpochMilli()).noise();
        if (noise.hides(change.object().groupResource())) {
            return Step.of(Unjudged.QUIET);
        }
        byte[] key = StoryKeys.object(change);
        @Nullable StoredObject known = get(key);
        if (known != null && isStale(known, change)) {
            return Step.of(Unjudged.REPEATED);
        }
        if (change.type() == ObjectChange.Type.DELETED) {
            store.delete(key);
            owners.remove(change, dueMicros);
            return known == null ? Step.of(Unjudged.BASELINE) : new Step(new Pending(change, known.json()), null);
        }
        JsonNode now = Pending.parse(change.json()).path("object");
        boolean sameObject = known != null && known.uid().equals(change.uid());
        store.put(key, stored(change, now).encode());
        owners.add(change, now, dueMicros);
        if (known == null) {
            boolean isNew = change.origin() != ObjectChange.Origin.LIST && change.type() == ObjectChange.Type.ADDED;
            return isNew ? new Step(new Pending(change, NONE), null) : Step.of(Unjudged.BASELINE);
        }
        if (!sameObject) {
            return new Step(new Pending(change, NONE), null);
        }
        boolean changed = !ObjectDiff.between(
                        Pending.parse(known.json()),
                        now,
                        noise.ignoredOf(change.object().groupResource()))
                .isEmpty();
        return changed ? new Step(new Pending(change, known.json()), null) : Step.of(Unjudged.QUIET);
    }

    /**
     * A source that comes back sends again what it had sent. Versions of one object are compared as numbers, as the API
     * has promised since 1.35 and kept before.
     */
    private static boolean isStale(StoredObject known, ObjectChange change) {
        boolean gone = change.type() == ObjectChange.Type.DELETED;
        if (!known.uid().equals(change.uid())) {
            return gone;
        }
        if (known.resourceVersion().equals(change.resourceVersion())) {
            return !gone;
        }
        String old = known.resourceVersion();
        String now = change.resourceVersion();
        return isNumber(old)
                && isNumber(now)
                && (now.length() < old.length() || (now.length() == old.length() && now.compareTo(old) < 0));
    }

    private static boolean isNumber(String version) {
        return !version.isEmpty() && version.charAt(0) != '0' && version.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static StoredObject stored(ObjectChange change, JsonNode object) {
        return new StoredObject(
                change.uid(),
                change.resourceVersion(),
                ChronoUnit.MICROS.between(Instant.EPOCH, change.time()),
                object.toString().getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable StoredObject get(byte[] key) {
        byte @Nullable [] bytes = store.get(key);
        return bytes == null ? null : StoredObject.decode(bytes);
    }
}
