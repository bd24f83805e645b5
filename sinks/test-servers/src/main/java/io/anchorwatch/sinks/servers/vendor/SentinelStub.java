// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.servers.stub.Json;
import io.anchorwatch.sinks.servers.stub.StubAnswer;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.stub.VendorStub;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Logs Ingestion API that Microsoft Sentinel reads from, and the token endpoint of Entra:
 * {@code POST /<tenant>/oauth2/v2.0/token} and
 * {@code POST /dataCollectionRules/<rule>/streams/<stream>?api-version=2023-01-01}. The credentials are the client's secret;
 * an alert's id is {@code AlertId}.
 *
 * <p>Checks the form of the token request, tokens and their expiry, the rule's and the stream's name, an array of objects,
 * 1 MB a call before and after gzip, 64 KB a field, and {@code TimeGenerated} in each object. All of a call or nothing.
 *
 * @see <a href="https://learn.microsoft.com/en-us/azure/azure-monitor/logs/logs-ingestion-api-overview">API</a>
 * @see <a href="https://learn.microsoft.com/en-us/azure/azure-monitor/service-limits#logs-ingestion-api">limits</a>
 * @see <a href="https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow">tokens</a>
 */
public final class SentinelStub extends VendorStub {

    /** The tenant, the client, the rule and the stream that exist. */
    public static final String TENANT = "72f988bf-0000-0000-0000-000000000000";

    /** The application that may log in. */
    public static final String CLIENT = "535fb089-0000-0000-0000-000000000000";

    /** The immutable id of the data collection rule. */
    public static final String RULE = "dcr-00000000000000000000000000000000";

    /** The stream of the rule. */
    public static final String STREAM = "Custom-AnchorwatchAlerts_CL";

    private static final String SCOPE = "https://monitor.azure.com/.default";
    private static final String DATA_PATH = "/dataCollectionRules/" + RULE + "/streams/" + STREAM;
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_FIELD_BYTES = 64 << 10;
    private static final Pattern VERSION = Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}(-preview)?");

    private final Map<String, Instant> tokens = new HashMap<>();
    private final Duration tokenLife;

    private SentinelStub(StubSetup setup, String clientSecret, Duration tokenLife) {
        super(setup, clientSecret);
        this.tokenLife = tokenLife;
    }

    /** A tenant with one application and one rule; tokens are good for that long. */
    public static SentinelStub start(StubSetup setup, String clientSecret, Duration tokenLife) {
        SentinelStub stub = new SentinelStub(setup, clientSecret, tokenLife);
        stub.open();
        return stub;
    }

    @Override
    protected StubAnswer answer(StubRequest request) {
        if (!request.method().equals("POST")) {
            return refuse(StubAnswer.of(405), request.method());
        }
        if (request.path().equals("/" + TENANT + "/oauth2/v2.0/token")) {
            return token(request);
        }
        return request.path().startsWith("/dataCollectionRules/")
                ? take(request)
                : refuse(StubAnswer.of(404), request.path());
    }

    private StubAnswer token(StubRequest request) {
        Map<String, String> form = request.form();
        if (!request.mediaType().equals("application/x-www-form-urlencoded")) {
            return refuse(oauth(400, "invalid_request"), "no form");
        }
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return refuse(oauth(400, "unsupported_grant_type"), "grant_type");
        }
        if (!SCOPE.equals(form.get("scope"))) {
            return refuse(oauth(400, "invalid_scope"), "scope");
        }
        if (!CLIENT.equals(form.get("client_id"))) {
            return refuse(oauth(400, "unauthorized_client"), "client_id");
        }
        if (!faults().credentials().equals(form.get("client_secret"))) {
            return refuse(oauth(401, "invalid_client"), "client_secret");
        }
        String token = "token-" + tokens.size();
        tokens.put(token, now().plus(tokenLife));
        return StubAnswer.json(
                200,
                "{\"token_type\":\"Bearer\",\"expires_in\":%d,\"access_token\":\"%s\"}"
                        .formatted(tokenLife.toSeconds(), token));
    }

    /** Makes every token invalid before its time, as a revocation does. */
    public synchronized void revokeTokens() {
        tokens.replaceAll((token, end) -> Instant.MIN);
    }

    private StubAnswer take(StubRequest request) {
        String bearer = request.header("authorization").orElse("").replaceFirst("^Bearer ", "");
        Instant end = tokens.get(bearer);
        if (end == null || !now().isBefore(end)) {
            return refuse(error(401, "InvalidToken"), "no token, or one that ended");
        }
        if (!request.path().equals(DATA_PATH)) {
            return refuse(error(404, "NotFound"), request.path());
        }
        if (!VERSION.matcher(request.query().getOrDefault("api-version", "")).matches()) {
            return refuse(error(400, "InvalidApiVersion"), "api-version");
        }
        if (!request.mediaType().equals("application/json")) {
            return refuse(error(415, "UnsupportedMediaType"), request.mediaType());
        }
        if (request.wire().length > MOST_BYTES || request.body().length > MOST_BYTES) {
            return refuse(error(413, "ContentLengthLimitExceeded"), request.body().length + " bytes");
        }
        Optional<JsonNode> rows = Json.read(request.body()).filter(JsonNode::isArray);
        if (rows.isEmpty()) {
            return refuse(error(400, "InvalidRequest"), "no array");
        }
        for (JsonNode row : rows.get()) {
            String problem = problem(row);
            if (!problem.isEmpty()) {
                return refuse(error(400, "InvalidRecord"), problem);
            }
        }
        rows.get().forEach(row -> accepted(row.path("AlertId").asText()));
        return StubAnswer.of(204);
    }

    private String problem(JsonNode row) {
        if (!row.isObject() || !isTime(row.path("TimeGenerated").asText())) {
            return "a row without TimeGenerated";
        }
        for (Map.Entry<String, JsonNode> field : row.properties()) {
            JsonNode value = field.getValue();
            String text = value.isTextual() ? value.textValue() : value.toString();
            // The service cuts what is longer without a word.
            if (text.getBytes(UTF_8).length > MOST_FIELD_BYTES) {
                return field.getKey() + " has more than 64 KB and would be cut";
            }
        }
        return faults().rejects(row.path("AlertId").asText()) ? "refused on purpose" : "";
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static StubAnswer oauth(int status, String error) {
        return StubAnswer.json(status, "{\"error\":\"" + error + "\",\"error_description\":\"AADSTS\"}");
    }

    private static StubAnswer error(int status, String code) {
        return StubAnswer.json(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"refused\"}}");
    }
}
