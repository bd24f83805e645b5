// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.EventView;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import io.anchorwatch.streamjobs.detection.expr.EventPredicate;
import io.anchorwatch.streamjobs.detection.rule.MessageTemplate;
import java.util.List;

/** A bound policy as a test of an event, true when the event violates it, and as the message of the alert. */
record PolicyPredicate(PolicyJudge judge) implements EventPredicate, MessageTemplate {

    @Override
    public boolean holds(EventView event) throws EvaluationException {
        return event instanceof AuditView audit && judge.judge(audit).isPresent();
    }

    @Override
    public String render(EventView event) {
        try {
            return event instanceof AuditView audit
                    ? judge.judge(audit).map(Violation::message).orElse("")
                    : "";
        } catch (EvaluationException failed) {
            return "";
        }
    }

    /** All that decides, expressions first: the logic hash is made of it, and an alert shows its beginning. */
    @Override
    public String toString() {
        Policy policy = judge.policy();
        Binding binding = judge.binding();
        List<String> validations = policy.validations().stream()
                .map(each -> each.expression().text().strip())
                .toList();
        return "not (" + String.join(") or not (", validations) + "); when " + policy.conditions() + ", variables "
                + policy.variables() + ", " + (policy.failClosed() ? "Fail" : "Ignore") + ", " + policy.constraints()
                + ", " + binding.resources() + ", params " + policy.paramKind() + " " + binding.params() + " "
                + judge.params().stream().map(JsonNode::toString).sorted().toList() + ", namespaces "
                + judge.namespaces().byName().values().stream()
                        .map(JsonNode::toString)
                        .sorted()
                        .toList();
    }
}
