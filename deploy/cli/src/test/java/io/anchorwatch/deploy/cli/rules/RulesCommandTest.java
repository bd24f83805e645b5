// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.deploy.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code anchorwatch rules}: match, lint, test, list. */
final class RulesCommandTest {

    private static final String RULE = """
            title: Somebody deletes
            id: 0f7a0f3a-0f3a-4f3a-8f3a-0f3a0f3a0f3a
            name: somebody-deletes
            status: experimental
            logsource:
              product: kubernetes
              service: audit
            detection:
              sel:
                verb: delete
              condition: sel
            level: low
            """;

    private static final String ANY_RECORD = """
            title: Process named sh
            id: 1f7a0f3a-0f3a-4f3a-8f3a-0f3a0f3a0f3a
            name: sh
            logsource:
              product: linux
              category: process_creation
            detection:
              sel:
                Image|endswith: /sh
              condition: sel
            level: low
            """;

    private static final String CASES = """
            - name: a deletion
              match: true
              event:
                stage: ResponseComplete
                verb: %s
                user:
                  username: mallory
            """;

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void matchPrintsLineRuleAndTitle() throws IOException {
        Path events = write("events.jsonl", "{\"verb\":\"get\"}\n\n{\"verb\":\"delete\"}\n");
        Ran ran = anchorwatch("rules", "match", "--rules", write("rule.yaml", RULE), events);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out())
                .isEqualToIgnoringNewLines("{\"line\":3,\"rule\":\"somebody-deletes\",\"title\":\"Somebody deletes\"}");
    }

    @Test
    void matchReadsAnyRecordWithItsFieldsAsTheyAre() throws IOException {
        Path records = write("records.jsonl", "{\"Image\":\"/usr/bin/ls\"}\n{\"Image\":\"/bin/sh\"}\n");
        Path rule = write("rule.yaml", ANY_RECORD);
        Ran plain = anchorwatch("rules", "match", "--rules", rule, "--format", "json", "--mapping", "none", records);
        assertThat(plain.exitCode()).as(plain.err()).isZero();
        assertThat(plain.json()).extracting(match -> match.path("line").asInt()).containsExactly(2);
        assertThat(anchorwatch("rules", "match", "--rules", rule, "--format", "json", records)
                        .out())
                .isEqualTo(plain.out());
    }

    @Test
    void pipelinesMakeRulesFitTheRecords() throws IOException {
        Path records = write("records.jsonl", "{\"process\":{\"executable\":\"/bin/sh\"}}\n");
        Path rule = write("rule.yaml", ANY_RECORD);
        Path pipeline = write(
                "pipeline.yaml",
                "transformations: [{type: field_name_mapping, mapping: {Image: process.executable}}]\n");
        Ran plain = anchorwatch("rules", "match", "--rules", rule, "--format", "json", records);
        assertThat(plain.out()).isEmpty();
        Ran mapped =
                anchorwatch("rules", "match", "--rules", rule, "--pipeline", pipeline, "--format", "json", records);
        assertThat(mapped.exitCode()).as(mapped.err()).isZero();
        assertThat(mapped.json()).hasSize(1);
        Path bad = write("bad.yaml", "transformations:\n- type: nosuch\n");
        Ran refused = anchorwatch("rules", "lint", "--rules", rule, "--pipeline", bad);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).contains("bad.yaml:2:3: error: the transformation 'nosuch' is not supported");
    }

    @Test
    void matchReadsArraysNullsKeywordsAndDots() throws IOException {
        Path records = write("records.jsonl", """
                {"a.b":1,"c":[{"x":1,"y":1},{"x":2,"y":null}],"k":"a needle"}
                {"a":{"b":1},"c":[{"x":1,"y":null}]}
                """);
        Path rule = write("rule.yaml", ANY_RECORD.replace("    Image|endswith: /sh", """
                            a.b: 1
                            c[any]: {x: 2, y: null}
                            '|contains': NEEDLE\
                        """));
        Ran ran = anchorwatch("rules", "match", "--rules", rule, "--format", "json", records);
        assertThat(ran.json()).extracting(match -> match.path("line").asInt()).containsExactly(1);
    }

    @Test
    void matchFindsTheRulesThatReplayAlertsWith() {
        Ran matched = anchorwatch("rules", "match", Ran.INCIDENT);
        Ran replayed = anchorwatch("replay", Ran.INCIDENT);
        assertThat(matched.json())
                .extracting(match -> match.path("rule").asText())
                .containsAll(replayed.json().stream()
                        .filter(alert -> !alert.has("correlation"))
                        .map(alert -> alert.path("ruleId").asText())
                        .toList());
    }

    @Test
    void matchTellsALineThatIsNoJsonAndGoesOn() throws IOException {
        Path events = write("events.jsonl", "{\"verb\":\n{\"verb\":\"delete\"}\n");
        Ran ran = anchorwatch("rules", "match", "--rules", write("rule.yaml", RULE), events);
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("events.jsonl:1: not JSON");
        assertThat(ran.json()).hasSize(1);
    }

    @Test
    void lintShowsThePlaceWithACaret() throws IOException {
        Path rule = write("rule.yaml", RULE.replace("verb: delete", "verb|nosuch: delete"));
        Ran ran = anchorwatch("rules", "lint", "--rules", rule);
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out())
                .contains("rule.yaml:10:5: error: modifier 'nosuch'")
                .contains("\n        ^");
    }

    @Test
    void lintIsContentWithTheShippedRules() {
        Ran ran = anchorwatch("rules", "lint");
        assertThat(ran.out()).isEmpty();
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void aFailingCaseAndAMissingOneAreFindings() throws IOException {
        Path own = Files.createDirectory(folder.resolve("somebody-deletes"));
        Files.writeString(own.resolve("rule.yaml"), RULE);
        Path cases = own.resolve("tests.yaml");
        Ran none = anchorwatch("rules", "test", "--rules", folder);
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.out()).contains("FAIL somebody-deletes: has no case");
        Files.writeString(cases, CASES.formatted("get"));
        Ran failing = anchorwatch("rules", "test", "--rules", folder);
        assertThat(failing.exitCode()).as(failing.err()).isEqualTo(1);
        assertThat(failing.out()).contains("FAIL somebody-deletes: a deletion", "1 failed");
        Files.writeString(cases, CASES.formatted("delete"));
        Ran passing = anchorwatch("rules", "test", "--rules", folder);
        assertThat(passing.out()).contains("1 cases passed, 0 failed");
        assertThat(passing.exitCode()).isZero();
    }

    @Test
    void listGivesOneObjectARule() {
        Ran ran = anchorwatch("rules", "list", "-o", "ndjson");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.json()).hasSizeGreaterThan(50).allSatisfy(rule -> {
            assertThat(rule.path("rule").asText()).isNotEmpty();
            assertThat(rule.path("title").asText()).isNotEmpty();
            assertThat(rule.path("severity").asText()).isIn("informational", "low", "medium", "high", "critical");
            assertThat(rule.path("attack")).extracting(JsonNode::asText).allMatch(id -> id.startsWith("T"));
        });
    }

    @Test
    void missingRulesAreAnEnvironmentProblem() {
        Ran ran = anchorwatch("rules", "list", "--rules", folder.resolve("nothing"));
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err()).contains("nothing: no such file or folder", "next: ");
    }

    @Test
    void anUnknownMappingIsAUsageProblem() {
        Ran ran = anchorwatch("rules", "match", "--mapping", "nosuch", Ran.INCIDENT);
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("expected k8s_audit or none");
    }
}
