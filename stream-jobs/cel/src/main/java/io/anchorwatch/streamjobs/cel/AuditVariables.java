// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelVariableResolver;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.event.EventView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The variables that an event gives: {@code object}, {@code oldObject}, {@code request} and {@code event}. What an event
 * does not show fails when an expression looks at it, and {@link #lacked} says so.
 *
 * <p>For one event, not thread-safe.
 */
public final class AuditVariables implements CelVariableResolver {

    private final EventView event;
    private final Budget budget;
    private final Map<String, Object> known = new HashMap<>();
    private String lacked = "";

    public AuditVariables(EventView event, Budget budget) {
        this.event = event;
        this.budget = budget;
    }

    /** The last variable that was asked for and that the event does not show; empty when it showed all. */
    public String lacked() {
        return lacked;
    }

    /** Begins another expression: what one did without is no excuse for the next. */
    public void beginExpression() {
        lacked = "";
    }

    @Override
    public Optional<Object> find(String name) {
        @Nullable Object value = known.get(name);
        if (value == null) {
            value = compute(name);
            if (value == null) {
                lacked = name;
                return Optional.empty();
            }
            known.put(name, value);
        }
        return Optional.of(value);
    }

    private @Nullable Object compute(String name) {
        if (name.equals("event")) {
            return JsonValues.of(event.tree(), budget);
        }
        if (!(event instanceof AuditView audit)) {
            return null;
        }
        return switch (name) {
            case "request" -> AdmissionRequest.of(audit, budget);
            case "object" -> object(audit);
            case "oldObject" -> oldObject(audit);
            default -> null;
        };
    }

    /** The state after the request. A patch's body is not the object; a response may be. */
    private @Nullable Object object(AuditView audit) {
        Operation operation = Operation.of(audit);
        if (operation == Operation.DELETE) {
            return NullValue.NULL_VALUE;
        }
        if (operation == Operation.NONE) {
            return null;
        }
        JsonNode response = audit.responseObject();
        if (operation != Operation.CONNECT && isObject(response)) {
            return JsonValues.of(response, budget);
        }
        boolean whole = !audit.text(Envelope.VERB).equals("patch");
        return whole && isObject(audit.requestObject()) ? JsonValues.of(audit.requestObject(), budget) : null;
    }

    /**
     * The state before: none for a new object, the answer for a deleted one; of a changed one, what a change of the object
     * shows, and nothing where there is a request alone.
     */
    private @Nullable Object oldObject(AuditView audit) {
        if (isObject(audit.oldObject())) {
            return JsonValues.of(audit.oldObject(), budget);
        }
        return switch (Operation.of(audit)) {
            case CREATE, CONNECT -> NullValue.NULL_VALUE;
            case DELETE -> isObject(audit.responseObject()) ? JsonValues.of(audit.responseObject(), budget) : null;
            case UPDATE, NONE -> null;
        };
    }

    private static boolean isObject(JsonNode body) {
        String kind = body.path("kind").asText();
        return body.isObject() && !kind.equals("Status") && !kind.equals("DeleteOptions");
    }
}
