// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.story;

import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.streamjobs.detection.diff.FieldChange;
import io.anchorwatch.streamjobs.detection.drift.Write;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the request that made a change where no response shows it: same object, fitting verb and subresource, nearest in
 * time, and not the maker of another change.
 */
final class Attributor {

    /** Fields that a subresource writes; what is not here is written to the object itself or to its status. */
    private static final Map<String, String> FIELDS = Map.of(
            "scale", "spec.replicas",
            "binding", "spec",
            "ephemeralcontainers", "spec.ephemeralContainers",
            "resize", "spec",
            "approval", "status",
            "finalize", "spec.finalizers");

    private static final Set<String> WRITES = Set.of("create", "update", "patch");

    private final WriteLog writes;
    private final StorySettings settings;

    Attributor(WriteLog writes, StorySettings settings) {
        this.writes = writes;
        this.settings = settings;
    }

    /** The likeliest request, or null when none fits; {@code dueMicros} is when the change is judged. */
    @Nullable
    Write infer(ObjectChange change, List<FieldChange> changes, long dueMicros) {
        long seen = micros(change.time());
        long lagging = Math.min(micros(change.since()), seen) - StorySettings.micros(StorySettings.LAG);
        long from = Math.max(lagging, StorySettings.remembered(dueMicros));
        long to = seen + StorySettings.micros(settings.patience());
        @Nullable Write best = null;
        for (Write write : writes.between(change, from, to)) {
            if (fits(write, change, changes) && !writes.isClaimed(write) && isBetter(write, best, change)) {
                best = write;
            }
        }
        return best;
    }

    private static boolean fits(Write write, ObjectChange change, List<FieldChange> changes) {
        String name = write.target().name();
        boolean shown = !write.uid().isEmpty() && !write.resourceVersion().isEmpty();
        boolean nameless =
                name.isEmpty() && (write.verb().equals("create") || write.verb().equals("deletecollection"));
        if (!name.equals(change.object().name()) && !nameless) {
            return false;
        }
        return switch (change.type()) {
            // Server-side apply creates by patch.
            case ADDED ->
                !shown && WRITES.contains(write.verb()) && write.subresource().isEmpty();
            // A delete without grace marks the object, then removes it: two versions of one request.
            case MODIFIED -> (!shown || write.isDelete()) && modifies(write, changes);
            // With the last finalizer, or the grace period, gone, the object is.
            case DELETED -> write.isDelete() || (!shown && WRITES.contains(write.verb()));
        };
    }

    private static boolean modifies(Write write, List<FieldChange> changes) {
        if (write.isDelete()) {
            return changes.stream().anyMatch(change -> change.field().startsWith("metadata.deletion"));
        }
        String subresource = write.subresource();
        if (subresource.equals("status")) {
            return changes.stream().anyMatch(change -> isBelow(change.field(), "status"));
        }
        @Nullable String field = FIELDS.get(subresource);
        if (field != null) {
            return changes.stream().anyMatch(change -> isBelow(change.field(), field));
        }
        return !write.verb().equals("create")
                && changes.stream().anyMatch(change -> !isBelow(change.field(), "status"));
    }

    private static boolean isBelow(String field, String parent) {
        return field.equals(parent) || field.startsWith(parent + ".");
    }

    private static boolean isBetter(Write write, @Nullable Write best, ObjectChange change) {
        if (best == null) {
            return true;
        }
        if (change.type() == ObjectChange.Type.DELETED && write.isDelete() != best.isDelete()) {
            return write.isDelete();
        }
        // A create that the log shows no name of is likelier than an update of what it made.
        if (change.type() == ObjectChange.Type.ADDED
                && write.verb().equals("create") != best.verb().equals("create")) {
            return write.verb().equals("create");
        }
        boolean named = !write.target().name().isEmpty();
        if (named == best.target().name().isEmpty()) {
            return named;
        }
        if (change.type() == ObjectChange.Type.DELETED) {
            return false;
        }
        long seen = micros(change.time());
        return Math.abs(write.timeMicros() - seen) < Math.abs(best.timeMicros() - seen);
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
