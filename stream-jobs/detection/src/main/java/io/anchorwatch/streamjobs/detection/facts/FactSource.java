// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.facts.workload.Workload;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How facts about objects are had from an event: of the right sort of object alone, and of both forms of it. */
final class FactSource {

    private static final long CREATED = 201;

    private FactSource() {}

    /** Of a workload. */
    static Function<AuditView, Object> workload(Function<Workload, Object> compute) {
        return event -> {
            Workload workload = (Workload) Fact.WORKLOAD.of(event);
            return workload.isPresent() ? compute.apply(workload) : Missing.ABSENT;
        };
    }

    /** Of the object as written. */
    static Function<AuditView, Object> object(ObjectSort sort, Function<JsonNode, Object> compute) {
        return event -> {
            JsonNode object = sort.fits(event) ? Fact.subject(event) : MissingNode.getInstance();
            return object.isObject() ? compute.apply(object) : Missing.ABSENT;
        };
    }

    /** Of the object as written and something of the event. */
    static Function<AuditView, Object> objectIn(ObjectSort sort, BiFunction<AuditView, JsonNode, Object> compute) {
        return event -> object(sort, object -> compute.apply(event, object)).apply(event);
    }

    /** Of the object as it was and as written; a new object was a missing node. */
    static Function<AuditView, Object> added(ObjectSort sort, BiFunction<JsonNode, JsonNode, Object> compute) {
        return event -> {
            @Nullable JsonNode before = sort.fits(event) ? before(event) : null;
            return before == null ? Missing.ABSENT : both(before, Fact.subject(event), compute);
        };
    }

    /** Of the object as it was and as written; absent for a new one. */
    static Function<AuditView, Object> changed(ObjectSort sort, BiFunction<JsonNode, JsonNode, Object> compute) {
        return event -> sort.fits(event) && event.oldObject().isObject()
                ? both(event.oldObject(), Fact.subject(event), compute)
                : Missing.ABSENT;
    }

    /** Of any object as written. */
    static Function<AuditView, Object> anyObject(Function<JsonNode, Object> compute) {
        return event -> {
            JsonNode object = Fact.subject(event);
            return object.isObject() ? compute.apply(object) : Missing.ABSENT;
        };
    }

    /** Of any object as it was and as written; absent for a new one. */
    static Function<AuditView, Object> anyChanged(BiFunction<JsonNode, JsonNode, Object> compute) {
        return event ->
                event.oldObject().isObject() ? both(event.oldObject(), Fact.subject(event), compute) : Missing.ABSENT;
    }

    /**
     * Of the status: a request that writes something else is answered with the status too, which is no news. An object
     * change is known in both forms.
     */
    static Function<AuditView, Object> status(Function<AuditView, Object> compute) {
        return event -> event.text(Envelope.SUBRESOURCE).equals("status")
                        || !event.text(Envelope.ATTRIBUTION).isEmpty()
                ? compute.apply(event)
                : Missing.ABSENT;
    }

    private static Object both(JsonNode before, JsonNode now, BiFunction<JsonNode, JsonNode, Object> compute) {
        return now.isObject() ? compute.apply(before, now) : Missing.ABSENT;
    }

    /** The object as it was, a missing node when it is known to be new, null when nothing is known of it. */
    private static @Nullable JsonNode before(AuditView event) {
        JsonNode old = event.oldObject();
        if (old.isObject()) {
            return old;
        }
        boolean created = event.text(Envelope.VERB).equals("create") || event.number(Envelope.STATUS_CODE) == CREATED;
        return created ? MissingNode.getInstance() : null;
    }
}
