// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.deploy.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code anchorwatch rules lint}: what it finds, in each form. */
final class LintCommandTest {

    private static final Path POLICY =
            Path.of("../audit-policy/policy.yaml").toAbsolutePath().normalize();

    private static final String RULE = """
            title: Slip
            name: slip
            level: low
            logsource: {product: kubernetes, service: audit}
            detection:
              a:
                verb: %s
                objectRef.%s: pods
              condition: a
            """;

    @TempDir
    private Path folder;

    private Path rule(String name, String verb, String field) throws IOException {
        return Files.writeString(folder.resolve(name), RULE.formatted(verb, field));
    }

    @Test
    void findingsAreShownWithPlaceCaretAndKind() throws IOException {
        Ran ran = anchorwatch("rules", "lint", "--rules", rule("r.yaml", "replace", "resorce"));
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out())
                .contains("r.yaml:7:11: warning: 'verb' is never 'replace'", "[impossible-value]")
                .contains("r.yaml:8:5: warning: no audit event has a field 'objectRef.resorce'", "\n        ^");
        assertThat(ran.err()).contains("1 rules and 0 correlations usable, 0 errors, 2 warnings, 0 notes");
    }

    @Test
    void onlyErrorsFailWhenAsked() throws IOException {
        Path rule = rule("r.yaml", "replace", "resource");
        assertThat(anchorwatch("rules", "lint", "--fail-on", "error", "--rules", rule)
                        .exitCode())
                .isZero();
        assertThat(anchorwatch("rules", "lint", "--fail-on", "warning", "--rules", rule)
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void theShippedPolicyLetsEveryShippedRuleFire() {
        Ran ran = anchorwatch("rules", "lint", "--audit-policy", POLICY, "--fail-on", "error", "-o", "ndjson");
        assertThat(ran.exitCode()).as(ran.out()).isZero();
        assertThat(ran.json())
                .extracting(finding -> finding.path("kind").asText())
                .containsOnly("policy-part");
    }

    @Test
    void aPolicyThatIsNoneIsAUsageProblem() throws IOException {
        Path none = Files.writeString(folder.resolve("p.yaml"), "kind: Pod\n");
        Ran ran = anchorwatch("rules", "lint", "--audit-policy", none);
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("p.yaml:1:1: must be 'apiVersion: audit.k8s.io/v1'");
        assertThat(anchorwatch("rules", "lint", "--audit-policy", folder.resolve("gone"))
                        .exitCode())
                .isEqualTo(3);
    }

    @Test
    void sarifHasTheFormThatItsSchemaAsksFor() throws IOException {
        Path hostile = rule("a b%\u00fc.yaml", "\"re\\u001bplace\"", "resorce");
        rule("refused.yaml", "get", "x|nosuch");
        Ran ran = anchorwatch(
                "rules", "lint", "-o", "sarif", "--rules", hostile, "--rules", folder.resolve("refused.yaml"));
        assertThat(ran.exitCode()).isEqualTo(1);
        JsonNode log = new ObjectMapper().readTree(ran.out());
        SarifForm.check(log);
        List<String> kinds = new ArrayList<>();
        log.at("/runs/0/results")
                .forEach(result -> kinds.add(result.path("ruleId").asText()));
        assertThat(kinds).containsExactlyInAnyOrder("impossible-value", "unknown-field", "refused");
    }

    @Test
    void fingerprintsDoNotMoveWithLines() throws IOException {
        Path rule = rule("r.yaml", "replace", "resorce");
        List<String> before = fingerprints(rule);
        Files.writeString(rule, "# a comment\n\n" + Files.readString(rule));
        assertThat(fingerprints(rule)).hasSize(2).isEqualTo(before).doesNotHaveDuplicates();
    }

    private static List<String> fingerprints(Path rule) throws IOException {
        JsonNode log = new ObjectMapper()
                .readTree(anchorwatch("rules", "lint", "-o", "sarif", "--rules", rule)
                        .out());
        List<String> fingerprints = new ArrayList<>();
        log.at("/runs/0/results")
                .forEach(result -> fingerprints.add(
                        result.at("/partialFingerprints/finding~1v1").asText()));
        return fingerprints;
    }

    @Test
    void sarifWithoutFindingsIsARunWithoutResults() throws IOException {
        Ran ran = anchorwatch("rules", "lint", "-o", "sarif", "--rules", rule("r.yaml", "get", "resource"));
        assertThat(ran.exitCode()).isZero();
        JsonNode log = new ObjectMapper().readTree(ran.out());
        SarifForm.check(log);
        assertThat(log.at("/runs/0/results")).isEmpty();
    }
}
