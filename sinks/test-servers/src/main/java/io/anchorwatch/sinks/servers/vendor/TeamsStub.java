// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.servers.stub.Checks;
import io.anchorwatch.sinks.servers.stub.Json;
import io.anchorwatch.sinks.servers.stub.StubAnswer;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.stub.VendorStub;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A workflow of Microsoft Teams that posts cards: {@code POST /workflows/w/triggers/manual/paths/invoke?sig=<credentials>}.
 * An alert's id follows {@code alert:} in the {@code id} of an element of the card.
 *
 * <p>Checks 28 KB a message, one adaptive card of version 1.0 to 1.5, known elements with their required fields, and actions
 * that open https URLs.
 *
 * @see <a href="https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using">
 *     message and limits</a>
 * @see <a href="https://adaptivecards.io/explorer/">elements</a>
 */
public final class TeamsStub extends VendorStub {

    private static final int MOST_BYTES = 28 * 1024;
    private static final String CARD = "application/vnd.microsoft.card.adaptive";
    private static final Set<String> VERSIONS = Set.of("1.0", "1.1", "1.2", "1.3", "1.4", "1.5");

    private TeamsStub(StubSetup setup, String signature) {
        super(setup, signature);
    }

    /** A workflow whose URL is signed so. */
    public static TeamsStub start(StubSetup setup, String signature) {
        TeamsStub stub = new TeamsStub(setup, signature);
        stub.open();
        return stub;
    }

    @Override
    protected StubAnswer answer(StubRequest request) {
        if (!request.method().equals("POST") || !request.path().equals("/workflows/w/triggers/manual/paths/invoke")) {
            return refuse(StubAnswer.of(404), request.method() + " " + request.path());
        }
        if (!faults().credentials().equals(request.query().get("sig"))) {
            return refuse(error(401, "DirectApiAuthorizationRequired"), "not the signature");
        }
        if (request.body().length > MOST_BYTES) {
            return refuse(error(413, "RequestEntityTooLarge"), request.body().length + " bytes");
        }
        Optional<JsonNode> message = Json.read(request.body());
        if (message.isEmpty() || !request.mediaType().equals("application/json")) {
            return refuse(error(400, "InvalidRequestContent"), "no JSON");
        }
        List<String> ids = MarkedIds.in(message.get(), "id");
        List<String> problems = problems(message.get());
        if (!problems.isEmpty() || ids.stream().anyMatch(faults()::rejects)) {
            return refuse(error(400, "TriggerInputSchemaMismatch"), problems.toString());
        }
        ids.forEach(this::accepted);
        return StubAnswer.of(202);
    }

    private static List<String> problems(JsonNode message) {
        JsonNode attachments = message.path("attachments");
        JsonNode card = attachments.path(0).path("content");
        Checks checks = new Checks()
                .that(message.path("type").asText().equals("message"), "type is not message")
                .array(message, "attachments", 1, 1)
                .that(attachments.path(0).path("contentType").asText().equals(CARD), "contentType is no card")
                .that(card.path("type").asText().equals("AdaptiveCard"), "content is no AdaptiveCard")
                .oneOf(card, "version", VERSIONS)
                .that(card.path("body").isArray(), "the card has no body");
        elements(checks, card.path("body"));
        for (JsonNode action : card.path("actions")) {
            checks.oneOf(action, "type", Set.of("Action.OpenUrl"))
                    .text(action, "title", Integer.MAX_VALUE)
                    .that(action.path("url").asText().startsWith("https://"), "an action's url is not https");
        }
        return checks.problems();
    }

    private static void elements(Checks checks, JsonNode elements) {
        for (JsonNode element : elements) {
            switch (element.path("type").asText()) {
                case "TextBlock" -> checks.text(element, "text", Integer.MAX_VALUE);
                case "RichTextBlock" -> checks.array(element, "inlines", 1, Integer.MAX_VALUE);
                case "FactSet" -> {
                    checks.array(element, "facts", 1, Integer.MAX_VALUE);
                    element.path("facts")
                            .forEach(fact -> checks.text(fact, "title", Integer.MAX_VALUE)
                                    .that(fact.path("value").isTextual(), "a fact without a value"));
                }
                case "Container" -> elements(checks, element.path("items"));
                case "ColumnSet" -> element.path("columns").forEach(column -> elements(checks, column.path("items")));
                default -> checks.that(false, "unknown element " + element.path("type"));
            }
        }
    }

    private static StubAnswer error(int status, String code) {
        return StubAnswer.json(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"\"}}");
    }
}
