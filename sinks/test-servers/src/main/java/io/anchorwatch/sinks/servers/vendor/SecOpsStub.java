// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.servers.stub.Json;
import io.anchorwatch.sinks.servers.stub.StubAnswer;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.stub.VendorStub;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Google SecOps and the token endpoint of Google: {@code POST /token} and
 * {@code POST /v1/projects/p/locations/l/instances/i/events:import}. The credentials are the service account's mail
 * address; an alert's id is {@code metadata.productLogId} of its event.
 *
 * <p>Checks the assertion (RS256 with the account's key, issuer, scope, audience, at most an hour), tokens and their expiry,
 * 1,000,000 bytes a request and the events as {@link Udm} says. One bad event refuses them all.
 *
 * @see <a href="https://cloud.google.com/chronicle/docs/reference/rest/v1/projects.locations.instances.events/import">
 *     events:import</a>
 * @see <a href="https://developers.google.com/identity/protocols/oauth2/service-account#httprest">tokens</a>
 */
public final class SecOpsStub extends VendorStub {

    /** Where events go. */
    public static final String EVENTS = "/v1/projects/p/locations/l/instances/i/events:import";

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final int MOST_BYTES = 1_000_000;

    private final PublicKey accountKey;
    private final Duration tokenLife;
    private final Map<String, Instant> tokens = new HashMap<>();

    private SecOpsStub(StubSetup setup, String account, PublicKey accountKey, Duration tokenLife) {
        super(setup, account);
        this.accountKey = accountKey;
        this.tokenLife = tokenLife;
    }

    /** An instance that this account may write to; tokens are good for that long. */
    public static SecOpsStub start(StubSetup setup, String account, PublicKey accountKey, Duration tokenLife) {
        SecOpsStub stub = new SecOpsStub(setup, account, accountKey, tokenLife);
        stub.open();
        return stub;
    }

    /** Makes every token invalid before its time, as a revocation does. */
    public synchronized void revokeTokens() {
        tokens.replaceAll((token, end) -> Instant.MIN);
    }

    @Override
    protected StubAnswer answer(StubRequest request) {
        if (!request.method().equals("POST")) {
            return refuse(StubAnswer.of(405), request.method());
        }
        return switch (request.path()) {
            case "/token" -> token(request);
            case EVENTS -> take(request);
            default -> refuse(error(404, "NOT_FOUND", "no such path"), request.path());
        };
    }

    private StubAnswer token(StubRequest request) {
        Map<String, String> form = request.form();
        if (!GRANT.equals(form.get("grant_type"))) {
            return refuse(StubAnswer.json(400, "{\"error\":\"unsupported_grant_type\"}"), "grant_type");
        }
        String problem = Assertion.problem(
                form.getOrDefault("assertion", ""), accountKey, faults().credentials(), url() + "/token", now());
        if (!problem.isEmpty()) {
            return refuse(StubAnswer.json(400, "{\"error\":\"invalid_grant\"}"), problem);
        }
        String token = "ya29.token-" + tokens.size();
        tokens.put(token, now().plus(tokenLife));
        return StubAnswer.json(
                200,
                "{\"access_token\":\"%s\",\"expires_in\":%d,\"token_type\":\"Bearer\"}"
                        .formatted(token, tokenLife.toSeconds()));
    }

    private StubAnswer take(StubRequest request) {
        Instant end = tokens.get(request.header("authorization").orElse("").replaceFirst("^Bearer ", ""));
        if (end == null || !now().isBefore(end)) {
            return refuse(error(401, "UNAUTHENTICATED", "no valid token"), "no token, or one that ended");
        }
        if (request.body().length > MOST_BYTES) {
            return refuse(error(413, "INVALID_ARGUMENT", "too large"), request.body().length + " bytes");
        }
        Optional<JsonNode> events = Json.read(request.body())
                .map(body -> body.at("/inlineSource/events"))
                .filter(JsonNode::isArray);
        if (events.isEmpty() || events.get().isEmpty()) {
            return refuse(error(400, "INVALID_ARGUMENT", "no inlineSource.events"), "no events");
        }
        for (int i = 0; i < events.get().size(); i++) {
            JsonNode udm = events.get().get(i).path("udm");
            List<String> problems = Udm.problems(udm);
            if (!problems.isEmpty() || faults().rejects(id(udm))) {
                return refuse(error(400, "INVALID_ARGUMENT", "event " + i + " is not valid"), problems.toString());
            }
        }
        events.get().forEach(event -> accepted(id(event.path("udm"))));
        return StubAnswer.json(200, "{}");
    }

    private static String id(JsonNode udm) {
        return udm.at("/metadata/productLogId").asText();
    }

    private static StubAnswer error(int status, String name, String text) {
        return StubAnswer.json(
                status,
                "{\"error\":{\"code\":" + status + ",\"message\":\"" + text + "\",\"status\":\"" + name + "\"}}");
    }
}
