// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.servers.stub.Json;
import io.anchorwatch.sinks.servers.stub.StubAnswer;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.stub.VendorStub;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Alertmanager's {@code POST /api/v2/alerts}, for what the real one cannot be made to do: fail. The credentials are a bearer
 * token, as a proxy before it asks for; empty asks for none. An alert's id is the annotation {@code alert_id}.
 *
 * <p>Checks label names, that there is a label with a value, texts, and times in order. Valid alerts of a call are kept even
 * when others make the answer a 400, as in the real one.
 *
 * @see <a href="https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml">API</a>
 * @see <a href="https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels">label names</a>
 */
public final class AlertmanagerStub extends VendorStub {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private final Set<String> kept = new LinkedHashSet<>();

    private AlertmanagerStub(StubSetup setup, String token) {
        super(setup, token);
    }

    /** A server; an empty token lets everybody in. */
    public static AlertmanagerStub start(StubSetup setup, String token) {
        AlertmanagerStub stub = new AlertmanagerStub(setup, token);
        stub.open();
        return stub;
    }

    /** The ids of alerts in order; one that comes again with the same labels is the same. */
    public synchronized List<String> told() {
        return kept.stream()
                .map(alert -> alert.substring(0, alert.indexOf(' ')))
                .toList();
    }

    @Override
    protected StubAnswer answer(StubRequest request) {
        if (request.path().equals("/-/ready")) {
            return StubAnswer.of(200);
        }
        if (!request.path().equals("/api/v2/alerts") || !request.method().equals("POST")) {
            return refuse(StubAnswer.of(404), request.method() + " " + request.path());
        }
        if (!faults().credentials().isEmpty() && !authorized(request, "Bearer")) {
            return refuse(StubAnswer.of(401), "not the token");
        }
        if (!request.mediaType().equals("application/json")) {
            return refuse(StubAnswer.of(415), request.mediaType());
        }
        Optional<JsonNode> alerts = Json.read(request.body()).filter(JsonNode::isArray);
        if (alerts.isEmpty()) {
            return refuse(
                    StubAnswer.json(400, "{\"code\":400,\"message\":\"parsing alerts body failed\"}"), "no array");
        }
        List<String> problems = new ArrayList<>();
        for (JsonNode alert : alerts.get()) {
            String problem = problem(alert);
            if (problem.isEmpty()) {
                accepted(id(alert));
                kept.add(id(alert) + " " + alert.path("labels"));
            } else {
                problems.add(problem);
            }
        }
        return problems.isEmpty()
                ? StubAnswer.of(200)
                : refuse(StubAnswer.json(400, Json.quote(String.join("; ", problems))), problems.toString());
    }

    private String problem(JsonNode alert) {
        boolean labelled = false;
        for (Map.Entry<String, JsonNode> label : alert.path("labels").properties()) {
            if (!NAME.matcher(label.getKey()).matches()) {
                return "invalid label set: invalid name \"" + label.getKey() + "\"";
            }
            if (!label.getValue().isTextual()) {
                return "a label that is no text";
            }
            labelled |= !label.getValue().textValue().isEmpty();
        }
        if (!labelled) {
            return "at least one label pair required";
        }
        for (Map.Entry<String, JsonNode> annotation : alert.path("annotations").properties()) {
            if (!NAME.matcher(annotation.getKey()).matches()
                    || !annotation.getValue().isTextual()) {
                return "invalid annotations: invalid name \"" + annotation.getKey() + "\"";
            }
        }
        return faults().rejects(id(alert)) ? "refused on purpose" : times(alert);
    }

    private static String times(JsonNode alert) {
        try {
            if (alert.has("startsAt") && alert.has("endsAt")) {
                OffsetDateTime start =
                        OffsetDateTime.parse(alert.path("startsAt").asText());
                OffsetDateTime end = OffsetDateTime.parse(alert.path("endsAt").asText());
                return end.isBefore(start) ? "start time must be before end time" : "";
            }
            return "";
        } catch (DateTimeException e) {
            return "a time that is none";
        }
    }

    private static String id(JsonNode alert) {
        return alert.at("/annotations/alert_id").asText();
    }
}
