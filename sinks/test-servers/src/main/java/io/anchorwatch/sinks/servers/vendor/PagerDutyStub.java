// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.servers.stub.Checks;
import io.anchorwatch.sinks.servers.stub.Json;
import io.anchorwatch.sinks.servers.stub.StubAnswer;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.stub.VendorStub;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * PagerDuty Events API v2: {@code POST /v2/enqueue}. The credentials are the routing key, 32 characters in the body; an
 * alert's id is {@code payload.custom_details.alert_id} of an event that triggers.
 *
 * <p>Checks 512 KB an event, actions, {@code dedup_key} of at most 255 characters that acknowledge and resolve need,
 * {@code payload.summary} of at most 1024, source, severity, timestamp, links and images. Keeps incidents by key.
 *
 * @see <a href="https://developer.pagerduty.com/docs/send-alert-event">events</a>
 * @see <a href="https://developer.pagerduty.com/docs/events-api-v2-overview">answers and limits</a>
 */
public final class PagerDutyStub extends VendorStub {

    private static final int MOST_BYTES = 512 * 1024;
    private static final List<String> SEVERITIES = List.of("critical", "error", "warning", "info");

    private final Map<String, String> incidents = new LinkedHashMap<>();
    private final Map<String, Set<String>> logs = new LinkedHashMap<>();
    private final List<String> told = new ArrayList<>();

    private PagerDutyStub(StubSetup setup, String routingKey) {
        super(setup, routingKey);
    }

    /** A service with that routing key. */
    public static PagerDutyStub start(StubSetup setup, String routingKey) {
        PagerDutyStub stub = new PagerDutyStub(setup, routingKey);
        stub.open();
        return stub;
    }

    /** The state ({@code triggered, acknowledged, resolved}) of each incident, by its deduplication key. */
    public synchronized Map<String, String> incidents() {
        return Map.copyOf(incidents);
    }

    /** The ids of alerts in order, without those that only repeat what an incident that is open holds already. */
    public synchronized List<String> told() {
        return List.copyOf(told);
    }

    @Override
    protected StubAnswer answer(StubRequest request) {
        if (!request.method().equals("POST") || !request.path().equals("/v2/enqueue")) {
            return refuse(StubAnswer.of(404), request.method() + " " + request.path());
        }
        if (request.body().length > MOST_BYTES) {
            return refuse(StubAnswer.of(413), "an event of more than 512 KB");
        }
        Optional<JsonNode> event = Json.read(request.body()).filter(JsonNode::isObject);
        if (event.isEmpty()) {
            return invalid(List.of("JSON body could not be parsed"));
        }
        List<String> problems = problems(event.get());
        return problems.isEmpty() ? take(event.get()) : invalid(problems);
    }

    private List<String> problems(JsonNode event) {
        Checks checks = new Checks()
                .oneOf(event, "event_action", List.of("trigger", "acknowledge", "resolve"))
                .optionalText(event, "dedup_key", 255)
                .that(event.path("routing_key").asText().length() == 32, "routing_key is not 32 characters")
                .that(
                        event.path("routing_key").asText().equals(faults().credentials()),
                        "routing_key is of no integration");
        if (!event.path("event_action").asText().equals("trigger")) {
            return checks.text(event, "dedup_key", 255).problems();
        }
        JsonNode payload = event.path("payload");
        checks.text(payload, "summary", 1024)
                .text(payload, "source", Integer.MAX_VALUE)
                .oneOf(payload, "severity", SEVERITIES)
                .optionalText(payload, "component", Integer.MAX_VALUE)
                .optionalText(payload, "group", Integer.MAX_VALUE)
                .optionalText(payload, "class", Integer.MAX_VALUE)
                .that(
                        !payload.has("timestamp")
                                || isTime(payload.path("timestamp").asText()),
                        "timestamp is no time");
        for (JsonNode link : event.path("links")) {
            checks.text(link, "href", Integer.MAX_VALUE);
        }
        for (JsonNode image : event.path("images")) {
            checks.that(image.path("src").asText().startsWith("https://"), "src of an image is not https");
        }
        return checks.that(!faults().rejects(id(event)), "refused on purpose").problems();
    }

    private StubAnswer take(JsonNode event) {
        String id = id(event);
        String key = event.path("dedup_key").asText(id);
        String action = event.path("event_action").asText();
        switch (action) {
            case "trigger" -> {
                if ("resolved".equals(incidents.getOrDefault(key, "resolved"))) {
                    logs.put(key, new HashSet<>());
                }
                incidents.put(key, "triggered");
                accepted(id);
                if (logs.computeIfAbsent(key, fresh -> new HashSet<>()).add(id)) {
                    told.add(id);
                }
            }
            // Neither opens an incident that is not there.
            case "acknowledge" -> incidents.computeIfPresent(key, (k, state) -> "acknowledged");
            default -> incidents.computeIfPresent(key, (k, state) -> "resolved");
        }
        return StubAnswer.json(
                202, "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":" + Json.quote(key) + "}");
    }

    private StubAnswer invalid(List<String> problems) {
        String errors = problems.stream().map(Json::quote).collect(Collectors.joining(",", "[", "]"));
        return refuse(
                StubAnswer.json(
                        400,
                        "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\",\"errors\":" + errors
                                + "}"),
                problems.toString());
    }

    private static String id(JsonNode event) {
        return event.at("/payload/custom_details/alert_id").asText();
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
