// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.ingest.event.AuditStage;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.TextEquals;
import io.anchorwatch.streamjobs.detection.facts.Fact;
import io.anchorwatch.streamjobs.detection.facts.Subject;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoFields;
import io.anchorwatch.streamjobs.detection.value.TreePath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Audit events: slots first, then facts, then the bodies, then whatever else the event holds. */
final class AuditSchema implements Schema {

    private static final Map<String, Envelope> SLOTS = Stream.of(Envelope.values())
            .filter(field -> !field.isBody())
            .collect(Collectors.toMap(Envelope::path, field -> field));

    private static final Map<String, Function<AuditView, JsonNode>> BODIES = Map.of(
            Envelope.REQUEST_OBJECT.path() + ".",
            AuditView::requestObject,
            Envelope.RESPONSE_OBJECT.path() + ".",
            AuditView::responseObject,
            Envelope.OLD_OBJECT.path() + ".",
            AuditView::oldObject,
            "object.",
            Subject::of);

    private static final Expression HAS_RESPONSE = new Expression.Not(new Expression.Leaf(
            Envelope.STAGE.path(), new TextEquals(Set.of(AuditStage.REQUEST_RECEIVED.wireName()), true)));

    private final JsonSchema anything = new JsonSchema();

    @Override
    public FieldReader reader(String field) {
        @Nullable Envelope slot = SLOTS.get(field);
        if (slot != null) {
            return event -> ((AuditView) event).value(slot);
        }
        Optional<Fact> fact = Fact.of(field);
        if (fact.isPresent()) {
            Fact known = fact.get();
            return event -> known.of((AuditView) event);
        }
        Optional<Elements.Picked> picked = Elements.Picked.parse(field);
        if (picked.isPresent()
                && (SLOTS.containsKey(picked.get().field())
                        || Fact.of(picked.get().field()).isPresent())) {
            FieldReader values = reader(picked.get().field());
            return event -> picked.get().from(values.read(event));
        }
        for (Map.Entry<String, Function<AuditView, JsonNode>> body : BODIES.entrySet()) {
            if (field.startsWith(body.getKey())) {
                TreePath path = TreePath.of(field.substring(body.getKey().length()));
                return event -> path.read(body.getValue().apply((AuditView) event));
            }
        }
        Optional<FalcoFields.Use> falco = FalcoFields.parse(field);
        if (falco.isPresent()) {
            FalcoFields.Use use = falco.get();
            return event -> use.field().reader().read((AuditView) event, use.argument());
        }
        return anything.reader(field);
    }

    /** Elements of slots and facts are values already; those of a body need the body's tree only. */
    @Override
    public ElementReader elements(String field) {
        if (SLOTS.containsKey(field) || Fact.of(field).isPresent()) {
            FieldReader values = reader(field);
            return event -> Elements.of(values.read(event));
        }
        for (Map.Entry<String, Function<AuditView, JsonNode>> body : BODIES.entrySet()) {
            if (field.startsWith(body.getKey())) {
                TreePath path = TreePath.of(field.substring(body.getKey().length()));
                return event -> path.elements(body.getValue().apply((AuditView) event));
            }
        }
        return anything.elements(field);
    }

    /** A request that was only received has no verdict yet: a rule that asks for no stage waits for the response. */
    @Override
    public Expression complete(Expression condition) {
        return mentions(condition, Envelope.STAGE.path())
                ? condition
                : new Expression.And(List.of(condition, HAS_RESPONSE));
    }

    private static boolean mentions(Expression expression, String field) {
        if (expression instanceof Expression.Leaf leaf) {
            return leaf.field().equals(field);
        }
        return expression.operands().stream().anyMatch(operand -> mentions(operand, field));
    }

    @Override
    public boolean isAtHand(String field) {
        return SLOTS.containsKey(field) || Fact.of(field).isPresent();
    }

    @Override
    public int worth(String field, boolean presence) {
        return FieldWorths.of(field, cost(field), presence);
    }

    @Override
    public Cost cost(String field) {
        if (SLOTS.containsKey(field)) {
            return Cost.SLOT;
        }
        Optional<Fact> fact = Fact.of(field);
        if (fact.isPresent()) {
            return fact.get().needsBody() ? Cost.BODY : Cost.FACT;
        }
        boolean body = BODIES.keySet().stream().anyMatch(field::startsWith)
                || FalcoFields.parse(field).isPresent();
        return body ? Cost.BODY : Cost.TREE;
    }
}
