// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.Wanted;
import io.anchorwatch.streamjobs.detection.facts.Fact;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.value.Shown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which outcomes of a rule's single conditions its test cases have shown. A condition is a test of a field, a test of
 * array elements as a whole, or an expression in another language; equal ones are one. Not thread-safe.
 */
public final class LeafCoverage {

    private static final int MAX_EXPRESSION = 120;

    private final Rule rule;
    private final Explainer explainer = Explainer.audit();
    private final Map<Expression, boolean[]> seen = new LinkedHashMap<>();

    /** Nothing is seen yet. */
    public LeafCoverage(Rule rule) {
        this.rule = rule;
        collect(rule.condition());
    }

    private void collect(Expression expression) {
        if (expression.operands().isEmpty() && !isGroup(expression)) {
            seen.put(expression, new boolean[2]);
        }
        expression.operands().forEach(this::collect);
    }

    private static boolean isGroup(Expression expression) {
        return expression instanceof Expression.And || expression instanceof Expression.Or;
    }

    /**
     * Looks at the events of one case, in order, as the detector would: a request that reuses an audit id is known as one.
     *
     * @throws IOException when an event is no JSON object
     */
    public void see(List<byte[]> events) throws IOException {
        Map<String, RequestState> byAuditId = new HashMap<>();
        for (byte[] json : events) {
            AuditView event = AuditView.decode(json, Fact.values().length);
            RequestState state =
                    byAuditId.computeIfAbsent(event.text(Envelope.AUDIT_ID), id -> RequestState.read(null, 0));
            if (state.addStage(RequestIdentity.of("test", event), event.text(Envelope.STAGE))) {
                event.memo(Fact.AUDIT_ID_REUSED.ordinal(), true);
            }
            seen.forEach((condition, outcomes) -> {
                Explanation verdict = explainer.explain(condition, event);
                if (verdict.failure().isEmpty()) {
                    outcomes[verdict.holds() ? 1 : 0] = true;
                }
            });
        }
    }

    /** Outcomes to be seen: two for each condition. */
    public int wanted() {
        return 2 * seen.size();
    }

    /** Outcomes that were seen. */
    public int covered() {
        return seen.values().stream()
                .mapToInt(outcomes -> (outcomes[0] ? 1 : 0) + (outcomes[1] ? 1 : 0))
                .sum();
    }

    /** A line for each outcome that was not seen, in the order of the rule. */
    public List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        seen.forEach((condition, outcomes) -> {
            for (int outcome = 1; outcome >= 0; outcome--) {
                if (!outcomes[outcome]) {
                    gaps.add(rule.id() + ": condition " + text(condition) + " was never " + (outcome == 1));
                }
            }
        });
        return gaps;
    }

    private static String text(Expression condition) {
        if (condition instanceof Expression.Leaf leaf) {
            return (leaf.field().equals(Expression.KEYWORDS) ? "keywords" : leaf.field()) + " "
                    + Wanted.text(leaf.test());
        }
        if (condition instanceof Expression.Elements elements) {
            return String.join(" or ", elements.fields()) + "[" + elements.quantifier() + "]";
        }
        return condition instanceof Expression.Predicate predicate
                ? Shown.text(predicate.predicate().toString(), MAX_EXPRESSION)
                : condition.toString();
    }
}
