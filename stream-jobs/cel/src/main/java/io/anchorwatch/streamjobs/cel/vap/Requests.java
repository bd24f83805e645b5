// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.cel.Operation;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import java.util.Map;
import java.util.Set;

/** One event seen as a request on its way through admission. */
record Requests(AuditView event, Namespaces namespaces) {

    private static final int UNAUTHORIZED = 401;

    /** Admission configuration is exempt from admission policies, so that a policy can't lock itself in. */
    private static final Set<String> EXEMPT = Set.of(
            "validatingwebhookconfigurations",
            "mutatingwebhookconfigurations",
            "validatingadmissionpolicies",
            "validatingadmissionpolicybindings",
            "mutatingadmissionpolicies",
            "mutatingadmissionpolicybindings");

    /** Requests refused before never met a policy; requests refused by admission did. */
    boolean reachedAdmission() {
        boolean exempt = event.text(Envelope.API_GROUP).equals("admissionregistration.k8s.io")
                && EXEMPT.contains(event.text(Envelope.RESOURCE));
        return Operation.of(event) != Operation.NONE
                && !exempt
                && !event.text(Envelope.DECISION).equals("forbid")
                && event.number(Envelope.STATUS_CODE) != UNAUTHORIZED;
    }

    /** Throws when the event does not show the labels that a selector asks for. */
    boolean matches(MatchResources resources) throws EvaluationException {
        return resources.matchesRequest(event)
                && matchesNamespace(resources.namespaces())
                && matchesObject(resources.objects());
    }

    private boolean matchesNamespace(LabelSelector selector) throws EvaluationException {
        String namespace = event.text(Envelope.NAMESPACE);
        if (selector.isEmpty()) {
            return true;
        }
        if (ResourceRule.isNamespace(event) && body().isObject()) {
            return namespaces
                    .accepts(selector, event.text(Envelope.NAME))
                    .orElseGet(() -> selector.accepts(LabelSelector.labels(body())));
        }
        if (namespace.isEmpty()) {
            return true;
        }
        return namespaces
                .accepts(selector, namespace)
                .orElseThrow(() -> new EvaluationException("the labels of the event's namespace are not known"));
    }

    private boolean matchesObject(LabelSelector selector) throws EvaluationException {
        if (selector.isEmpty()) {
            return true;
        }
        if (!body().isObject()) {
            throw new EvaluationException("the event does not show the labels of the object");
        }
        Map<String, String> labels = LabelSelector.labels(body());
        return selector.accepts(labels);
    }

    /** The object after the request, or the one that was deleted. */
    private JsonNode body() {
        JsonNode response = event.responseObject();
        if (response.isObject() && !response.path("kind").asText().equals("Status")) {
            return response;
        }
        Set<String> whole = Set.of("create", "update");
        return whole.contains(event.text(Envelope.VERB)) ? event.requestObject() : response.path("metadata?");
    }
}
