// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code anchorwatch rules import vap}, and the same files under {@code --rules}. */
final class ImportVapCommandTest {

    private static final String POLICY = """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: max-replicas}
            spec:
              failurePolicy: Ignore
              matchConstraints:
                resourceRules:
                - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}
              validations:
              - expression: object.spec.replicas <= 5
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: max-replicas}
            spec: {policyName: max-replicas, validationActions: [Deny]}
            """;

    private static final String EVENT =
            "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"Request\",\"auditID\":\"%s\",\"stage\":\"ResponseComplete\",\"requestReceivedTimestamp\":\"2026-01-01T00:00:00Z\",\"stageTimestamp\":"
                    + "\"2026-01-01T00:00:00Z\",\"verb\":\"create\",\"user\":{\"username\":\"bob\"},\"objectRef\":{\"resource\":"
                    + "\"deployments\",\"apiGroup\":\"apps\",\"apiVersion\":\"v1\"},\"requestObject\":{\"kind\":\"Deployment\","
                    + "\"spec\":{%s}}}\n";

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void whatIsLoadedIsListed() throws IOException {
        Ran ran = anchorwatch("rules", "import", "vap", "-o", "ndjson", write("p.yaml", POLICY));
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.json().get(0).path("rule").asText()).isEqualTo("max-replicas");
        assertThat(ran.json().get(0).path("auditLevel").asText()).isEqualTo("Request");
        assertThat(ran.err()).contains("1 rules, 0 refused");
        assertThat(anchorwatch("rules", "import", "vap", folder.resolve("p.yaml"))
                        .out())
                .startsWith("max-replicas ");
    }

    @Test
    void aRefusalHasItsPlaceAndExitStatus1() throws IOException {
        Path file = write("p.yaml", POLICY.replace("<= 5", "<= authorizer.x"));
        Ran ran = anchorwatch("rules", "import", "vap", file);
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).contains("p.yaml:10:41: error: 'authorizer'").contains("^");
    }

    @Test
    void aPolicyMatchesAndWhatItCantJudgeIsTold() throws IOException {
        Path rules = write("p.yaml", POLICY);
        Path events = write(
                "e.ndjson",
                EVENT.formatted("a", "\"replicas\":6")
                        + EVENT.formatted("b", "\"replicas\":5")
                        + EVENT.formatted("c", ""));
        Ran ran = anchorwatch("rules", "match", "--rules", rules, events);
        assertThat(ran.json()).hasSize(1);
        assertThat(ran.json().get(0).path("line").asInt()).isEqualTo(1);
        String note =
                "note: rule 'max-replicas' could not be evaluated for 1 event and did not fire there; last: no such key";
        assertThat(ran.err()).contains(note);
        Ran replay = anchorwatch("replay", "--rules", rules, events);
        assertThat(replay.json()).as(replay.err()).hasSize(1);
        assertThat(replay.json().get(0).path("message").asText()).startsWith("failed expression: object.spec.replicas");
        assertThat(replay.err()).contains(note);
        Ran job = anchorwatch("replay", "--engine", "kafka-streams", "--rules", rules, events);
        assertThat(job.out()).isEqualTo(replay.out());
        assertThat(job.err()).contains("rule 'max-replicas' could not be evaluated for 1 event");
    }
}
