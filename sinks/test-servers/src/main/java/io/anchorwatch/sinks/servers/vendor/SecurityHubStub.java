// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.servers.stub.Json;
import io.anchorwatch.sinks.servers.stub.StubAnswer;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.stub.VendorStub;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * AWS Security Hub: {@code POST /findings/import} in the region {@value #REGION}. The credentials are
 * {@code <access key>:<secret key>}; an alert's id is {@code ProductFields.alert_id}.
 *
 * <p>Checks the signature by computing it again, its time to five minutes, 1 to 100 findings, 240 KB each, 6 MB together, and
 * the findings as {@link Asff} says. Bad ones are told in {@code FailedFindings}, the others are kept. A finding whose
 * {@code UpdatedAt} is not after what is there changes nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html">import</a>
 */
public final class SecurityHubStub extends VendorStub {

    /** The only region. */
    public static final String REGION = "eu-central-1";

    private static final int MOST_FINDINGS = 100;
    private static final int MOST_FINDING_BYTES = 240 << 10;
    private static final int MOST_BYTES = 6 << 20;

    private final SignatureV4 signature = new SignatureV4(REGION, "securityhub");
    private final Map<String, JsonNode> findings = new LinkedHashMap<>();

    private SecurityHubStub(StubSetup setup, String keys) {
        super(setup, keys);
    }

    /** A hub that lets the owner of these keys in. */
    public static SecurityHubStub start(StubSetup setup, String accessKey, String secretKey) {
        SecurityHubStub stub = new SecurityHubStub(setup, accessKey + ":" + secretKey);
        stub.open();
        return stub;
    }

    /** The findings as they are now, by their id. */
    public synchronized Map<String, JsonNode> findings() {
        return new LinkedHashMap<>(findings);
    }

    @Override
    protected StubAnswer answer(StubRequest request) {
        if (!request.path().equals("/findings/import") || !request.method().equals("POST")) {
            return refuse(error(404, "UnknownOperationException"), request.method() + " " + request.path());
        }
        String keys = faults().credentials();
        int colon = keys.indexOf(':');
        String problem = signature.problem(request, keys.substring(0, colon), keys.substring(colon + 1), now());
        if (!problem.isEmpty()) {
            return refuse(error(403, problem), problem);
        }
        if (request.body().length > MOST_BYTES) {
            return refuse(error(413, "RequestEntityTooLargeException"), request.body().length + " bytes");
        }
        Optional<JsonNode> all =
                Json.read(request.body()).map(body -> body.path("Findings")).filter(JsonNode::isArray);
        if (all.isEmpty() || all.get().isEmpty() || all.get().size() > MOST_FINDINGS) {
            return refuse(error(400, "InvalidInputException"), "not 1 to 100 findings");
        }
        List<String> failed = new ArrayList<>();
        for (JsonNode finding : all.get()) {
            if (!take(finding)) {
                failed.add("{\"Id\":%s,\"ErrorCode\":\"InvalidInput\",\"ErrorMessage\":\"Finding does not adhere\"}"
                        .formatted(Json.quote(finding.path("Id").asText())));
            }
        }
        return StubAnswer.json(
                200,
                "{\"FailedCount\":%d,\"SuccessCount\":%d,\"FailedFindings\":[%s]}"
                        .formatted(failed.size(), all.get().size() - failed.size(), String.join(",", failed)));
    }

    private boolean take(JsonNode finding) {
        List<String> problems = Asff.problems(finding);
        String alert = finding.at("/ProductFields/alert_id").asText();
        if (!problems.isEmpty() || finding.toString().getBytes(UTF_8).length > MOST_FINDING_BYTES) {
            violated(problems.isEmpty() ? "a finding of more than 240 KB" : problems.toString());
            return false;
        }
        if (faults().rejects(alert)) {
            violated("refused on purpose");
            return false;
        }
        findings.merge(
                finding.path("Id").asText(), finding, (old, now) -> updated(now).isAfter(updated(old)) ? now : old);
        accepted(alert);
        return true;
    }

    private static OffsetDateTime updated(JsonNode finding) {
        return OffsetDateTime.parse(finding.path("UpdatedAt").asText());
    }

    private static StubAnswer error(int status, String type) {
        return StubAnswer.json(status, "{\"Message\":\"refused\",\"Code\":\"" + type + "\"}")
                .with("x-amzn-ErrorType", type);
    }
}
