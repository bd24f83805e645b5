// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.EventView;
import io.anchorwatch.streamjobs.detection.event.JsonView;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.Requirements;
import io.anchorwatch.streamjobs.detection.facts.Fact;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.value.Fold;
import io.anchorwatch.streamjobs.detection.value.Missing;
import io.anchorwatch.streamjobs.detection.value.Values;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says of one event why a rule matches it or not. Built from the rule's expression and the readers of its fields, not
 * from compiled nodes, so that every clause is told, also those that matching would have skipped. Immutable.
 */
public final class Explainer {

    private final Schema schema;
    private final boolean audit;

    private Explainer(Schema schema, boolean audit) {
        this.schema = schema;
        this.audit = audit;
    }

    /** For audit events, facts included. */
    public static Explainer audit() {
        return new Explainer(new AuditSchema(), true);
    }

    /** For any JSON record. */
    public static Explainer json() {
        return new Explainer(new JsonSchema(), false);
    }

    /**
     * Reads an event.
     *
     * @throws IOException when the bytes are not one JSON value, or no object where audit events are read
     */
    public EventView read(byte[] json) throws IOException {
        return audit ? AuditView.decode(json, Fact.values().length) : new JsonView(AuditView.parse(json));
    }

    /** Why the rule matches or not; what goes without saying for such events is told too. */
    public Explanation explain(Rule rule, EventView event) {
        return explain(schema.complete(rule.condition()), event);
    }

    /** Why an expression holds or not. */
    public Explanation explain(Expression expression, EventView event) {
        return new ExplanationWriter(schema, event).write(expression);
    }

    /** The first field of those the index looks at by which it strikes the rule out for this event. */
    public Optional<String> ruledOutBy(Rule rule, EventView event) {
        if (!audit) {
            return Optional.empty();
        }
        Requirements needs = Requirements.of(rule.condition(), Program.AUDIT_DISCRIMINATORS::contains);
        return Program.AUDIT_DISCRIMINATORS.stream()
                .filter(field -> excludes(
                        needs.required().get(field), schema.reader(field).read(event)))
                .findFirst();
    }

    private static boolean excludes(@Nullable Set<String> texts, Object value) {
        if (texts == null || value instanceof List) {
            return false;
        }
        @Nullable String text = value instanceof Missing ? "" : Values.text(value);
        return text == null || !texts.contains(Fold.lower(text));
    }
}
