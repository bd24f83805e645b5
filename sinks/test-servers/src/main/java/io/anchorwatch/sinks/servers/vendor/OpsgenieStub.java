// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.servers.stub.Checks;
import io.anchorwatch.sinks.servers.stub.Json;
import io.anchorwatch.sinks.servers.stub.StubAnswer;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.stub.VendorStub;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The alerts of Opsgenie, whose shape Jira Service Management keeps: {@code POST /v2/alerts} and
 * {@code POST /v2/alerts/{alias}/close?identifierType=alias}. The credentials are the key after {@code GenieKey}; an alert's
 * id is {@code details.alert_id}.
 *
 * <p>Checks the lengths of message, alias, description, tags and details, and priorities. Answers 202 and a request id, since
 * the service works later; one open alert an alias.
 *
 * @see <a href="https://docs.opsgenie.com/docs/alert-api">alert API</a>
 */
public final class OpsgenieStub extends VendorStub {

    private static final Pattern CLOSE = Pattern.compile("/v2/alerts/([^/]+)/close");
    private static final List<String> PRIORITIES = List.of("P1", "P2", "P3", "P4", "P5");
    private static final int MOST_DETAILS = 8000;

    private final Map<String, String> alerts = new LinkedHashMap<>();
    private final Map<String, Set<String>> counted = new LinkedHashMap<>();
    private final List<String> told = new ArrayList<>();

    private OpsgenieStub(StubSetup setup, String key) {
        super(setup, key);
    }

    /** A service with that key. */
    public static OpsgenieStub start(StubSetup setup, String key) {
        OpsgenieStub stub = new OpsgenieStub(setup, key);
        stub.open();
        return stub;
    }

    /** {@code open} or {@code closed}, by alias. */
    public synchronized Map<String, String> alerts() {
        return Map.copyOf(alerts);
    }

    /** The ids of alerts in order, without those that an open alert of the same alias only counted again. */
    public synchronized List<String> told() {
        return List.copyOf(told);
    }

    @Override
    protected StubAnswer answer(StubRequest request) {
        if (!authorized(request, "GenieKey")) {
            return refuse(message(401, "Key format is not valid!"), "not the key");
        }
        if (!request.mediaType().equals("application/json")) {
            return refuse(message(415, "Unsupported Media Type"), request.mediaType());
        }
        Optional<JsonNode> body = Json.read(request.body()).filter(JsonNode::isObject);
        if (body.isEmpty()) {
            return refuse(message(400, "Request body is not processable. Please check the errors."), "no JSON object");
        }
        Matcher close = CLOSE.matcher(request.path());
        if (close.matches()) {
            return close(request, URLDecoder.decode(close.group(1), UTF_8), body.get());
        }
        return request.path().equals("/v2/alerts")
                ? create(body.get())
                : refuse(message(404, "Not Found"), request.path());
    }

    private StubAnswer create(JsonNode alert) {
        Checks checks = new Checks()
                .text(alert, "message", 130)
                .optionalText(alert, "alias", 512)
                .optionalText(alert, "description", 15_000)
                .optionalText(alert, "entity", 512)
                .optionalText(alert, "source", 100)
                .optionalText(alert, "user", 100)
                .optionalText(alert, "note", 25_000)
                .that(
                        !alert.has("priority")
                                || PRIORITIES.contains(alert.path("priority").asText()),
                        "priority")
                .that(alert.path("tags").size() <= 20, "more than 20 tags");
        alert.path("tags").forEach(tag -> checks.that(Checks.length(tag.asText()) <= 50, "a tag of more than 50"));
        int details = 0;
        for (Map.Entry<String, JsonNode> detail : alert.path("details").properties()) {
            checks.that(detail.getValue().isTextual(), "a detail that is no text");
            details += Checks.length(detail.getKey())
                    + Checks.length(detail.getValue().asText());
        }
        checks.that(details <= MOST_DETAILS, "details of more than 8000 characters");
        String id = alert.at("/details/alert_id").asText();
        checks.that(!faults().rejects(id), "refused on purpose");
        if (!checks.problems().isEmpty()) {
            return refuse(
                    message(422, "Request body is not processable. Please check the errors."),
                    checks.problems().toString());
        }
        String alias = alert.path("alias").asText(id);
        if (!"open".equals(alerts.put(alias, "open"))) {
            counted.put(alias, new HashSet<>());
        }
        accepted(id);
        if (counted.computeIfAbsent(alias, fresh -> new HashSet<>()).add(id)) {
            told.add(id);
        }
        return taken();
    }

    private StubAnswer close(StubRequest request, String alias, JsonNode body) {
        boolean byAlias = "alias".equals(request.query().get("identifierType"));
        List<String> problems = new Checks()
                .that(byAlias, "identifierType is not alias, so " + alias + " would be an id")
                .optionalText(body, "user", 100)
                .optionalText(body, "source", 100)
                .optionalText(body, "note", 25_000)
                .problems();
        if (!problems.isEmpty()) {
            return refuse(
                    message(422, "Request body is not processable. Please check the errors."), problems.toString());
        }
        // Of an alert that is not there the service tells only those who ask for the request's outcome.
        alerts.computeIfPresent(alias, (a, state) -> "closed");
        return taken();
    }

    private StubAnswer taken() {
        return StubAnswer.json(
                202,
                "{\"result\":\"Request will be processed\",\"took\":0.1,\"requestId\":\"r-%d\"}"
                        .formatted(requests().size()));
    }

    private static StubAnswer message(int status, String text) {
        return StubAnswer.json(status, "{\"message\":\"" + text + "\",\"took\":0.0,\"requestId\":\"r-0\"}");
    }
}
