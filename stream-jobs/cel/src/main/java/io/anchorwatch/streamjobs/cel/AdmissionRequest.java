// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.facts.Fact;
import java.util.HashMap;
import java.util.Map;

/**
 * The variable {@code request} from an audit event. What is empty is absent, as in an API server. Group and version of
 * {@code kind} and the kind itself come from the body, so {@code kind} is absent where no body was logged.
 *
 * @see <a href="https://kubernetes.io/docs/reference/config-api/apiserver-admission.v1/">AdmissionRequest</a>
 */
final class AdmissionRequest {

    private AdmissionRequest() {}

    static Map<String, Object> of(AuditView event, Budget budget) {
        Map<String, Object> request = new HashMap<>();
        put(request, "uid", event.text(Envelope.AUDIT_ID));
        Map<String, Object> resource = Map.of(
                "group", event.text(Envelope.API_GROUP),
                "version", event.text(Envelope.API_VERSION),
                "resource", event.text(Envelope.RESOURCE));
        request.put("resource", resource);
        request.put("requestResource", resource);
        put(request, "subResource", event.text(Envelope.SUBRESOURCE));
        put(request, "requestSubResource", event.text(Envelope.SUBRESOURCE));
        put(request, "name", event.text(Envelope.NAME));
        put(request, "namespace", event.text(Envelope.NAMESPACE));
        Operation operation = Operation.of(event);
        if (operation != Operation.NONE) {
            request.put("operation", operation.name());
        }
        kind(request, event);
        request.put("dryRun", Fact.OUTCOME.of(event).equals("dry-run"));
        request.put("userInfo", user(event, budget));
        JsonNode body = event.requestObject();
        if (operation == Operation.DELETE && body.path("kind").asText().equals("DeleteOptions")) {
            request.put("options", JsonValues.of(body, budget));
        }
        return request;
    }

    private static void kind(Map<String, Object> request, AuditView event) {
        JsonNode sent = event.requestObject().path("kind");
        boolean fromResponse = !sent.isTextual() || sent.textValue().equals("DeleteOptions");
        JsonNode body = fromResponse ? event.responseObject() : event.requestObject();
        String kind = body.path("kind").asText();
        if (!kind.isEmpty() && !kind.equals("Status")) {
            String version = body.path("apiVersion").asText();
            int slash = version.indexOf('/');
            Map<String, Object> value = Map.of(
                    "group",
                    slash < 0 ? "" : version.substring(0, slash),
                    "version",
                    version.substring(slash + 1),
                    "kind",
                    kind);
            request.put("kind", value);
            request.put("requestKind", value);
        }
    }

    /** Admission sees the user that is impersonated, not the one who asked. */
    private static Map<String, Object> user(AuditView event, Budget budget) {
        JsonNode impersonated = event.tree().path("impersonatedUser");
        JsonNode user = impersonated.isObject() ? impersonated : event.tree().path("user");
        Map<String, Object> info = new HashMap<>();
        user.properties().forEach(field -> info.put(field.getKey(), JsonValues.of(field.getValue(), budget)));
        return info;
    }

    private static void put(Map<String, Object> request, String key, String value) {
        if (!value.isEmpty()) {
            request.put(key, value);
        }
    }
}
