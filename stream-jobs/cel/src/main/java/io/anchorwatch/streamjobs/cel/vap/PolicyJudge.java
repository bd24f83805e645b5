// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.cel.AuditVariables;
import io.anchorwatch.streamjobs.cel.Budget;
import io.anchorwatch.streamjobs.cel.CelExpression;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges one event by a policy and a binding, as an API server judges the request. */
record PolicyJudge(Policy policy, Binding binding, List<JsonNode> params, Namespaces namespaces) {

    /** An API server's bound on a message, in bytes. */
    private static final int MAX_MESSAGE = 5 * 1024;

    /**
     * The first violation; empty when there is none or the policy is not about the request.
     *
     * @throws EvaluationException when the event does not tell, or an expression fails and failurePolicy is Ignore
     */
    Optional<Violation> judge(AuditView event) throws EvaluationException {
        Budget budget = new Budget();
        AuditVariables audit = new AuditVariables(event, budget);
        Requests requests = new Requests(event, namespaces);
        if (!requests.reachedAdmission()
                || !requests.matches(policy.constraints())
                || !requests.matches(binding.resources())) {
            return Optional.empty();
        }
        String namespace = ResourceRule.isNamespace(event) ? "" : event.text(Envelope.NAMESPACE);
        List<@Nullable JsonNode> chosen = params(namespace);
        if (chosen.isEmpty()) {
            boolean deny = binding.params() != null && binding.params().denyIfNone();
            return deny ? failed("no parameters were found") : Optional.empty();
        }
        @Nullable EvaluationException open = null;
        for (@Nullable JsonNode each : chosen) {
            PolicyVariables variables = new PolicyVariables(
                    audit, budget, policy.variables(), each, namespaces.get(namespace), namespace.isEmpty());
            try {
                Optional<Violation> violation = judge(variables, budget);
                if (violation.isPresent()) {
                    return violation;
                }
            } catch (EvaluationException failed) {
                open = failed;
            }
        }
        if (open != null) {
            throw open;
        }
        return Optional.empty();
    }

    /** The parameters for a namespace; a single null where the policy has none or the binding names none. */
    private List<@Nullable JsonNode> params(String namespace) {
        Binding.@Nullable ParamRef ref = binding.params();
        List<@Nullable JsonNode> chosen = new ArrayList<>();
        if (policy.paramKind().isEmpty() || ref == null) {
            chosen.add(null);
            return chosen;
        }
        String wanted = ref.namespace().isEmpty() ? namespace : ref.namespace();
        for (JsonNode candidate : params) {
            String own = candidate.path("metadata").path("namespace").asText();
            if (own.isEmpty() || own.equals(wanted)) {
                chosen.add(candidate);
            }
        }
        return chosen;
    }

    private Optional<Violation> judge(PolicyVariables variables, Budget budget) throws EvaluationException {
        @Nullable EvaluationException open = null;
        boolean shown = false;
        for (CelExpression condition : policy.conditions()) {
            try {
                variables.beginExpression();
                if (!condition.holds(variables, budget)) {
                    return Optional.empty();
                }
            } catch (EvaluationException failed) {
                shown |= variables.lacked().isEmpty();
                open = reason(variables, failed);
            }
        }
        if (open != null) {
            return undecided(open, shown);
        }
        for (Policy.Validation validation : policy.validations()) {
            try {
                variables.beginExpression();
                if (!validation.expression().holds(variables, budget)) {
                    return Optional.of(new Violation(message(validation, variables, budget)));
                }
            } catch (EvaluationException failed) {
                if (variables.lacked().isEmpty() && policy.failClosed()) {
                    return undecided(failed, true);
                }
                open = reason(variables, failed);
            }
        }
        return open == null ? Optional.empty() : undecided(open, false);
    }

    private static EvaluationException reason(PolicyVariables variables, EvaluationException failed) {
        return variables.lacked().isEmpty()
                ? failed
                : new EvaluationException("the event does not show '" + variables.lacked() + "'");
    }

    /** What an event does not show is no failure of the request: it is counted, whatever the failurePolicy. */
    private Optional<Violation> undecided(EvaluationException failed, boolean shown) throws EvaluationException {
        if (!policy.failClosed() || !shown) {
            throw failed;
        }
        return failed(String.valueOf(failed.getMessage()));
    }

    private Optional<Violation> failed(String why) throws EvaluationException {
        if (!policy.failClosed()) {
            throw new EvaluationException(why);
        }
        return Optional.of(new Violation("failurePolicy Fail: " + why));
    }

    private static String message(Policy.Validation validation, PolicyVariables variables, Budget budget) {
        String message = "";
        @Nullable CelExpression expression = validation.messageExpression();
        if (expression != null) {
            try {
                message = expression.evaluate(variables, budget) instanceof String text ? text.strip() : "";
            } catch (EvaluationException failed) {
                message = "";
            }
            if (message.indexOf('\n') >= 0 || message.getBytes(StandardCharsets.UTF_8).length > MAX_MESSAGE) {
                message = "";
            }
        }
        if (message.isEmpty()) {
            message = validation.message();
        }
        if (message.isEmpty()) {
            message = "failed expression: " + validation.expression().text().strip();
        }
        String oneLine = message.replaceAll("\\s+", " ");
        return validation.reason().equals("Invalid") ? oneLine : validation.reason() + ": " + oneLine;
    }
}
