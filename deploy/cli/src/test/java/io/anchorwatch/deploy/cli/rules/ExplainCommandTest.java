// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.deploy.cli.Inputs;
import io.anchorwatch.deploy.cli.Ran;
import io.anchorwatch.deploy.cli.ShippedRules;
import io.anchorwatch.streamjobs.detection.engine.Explainer;
import io.anchorwatch.streamjobs.detection.engine.RuleMatcher;
import io.anchorwatch.streamjobs.detection.event.EventView;
import io.anchorwatch.streamjobs.detection.files.RuleFolder;
import io.anchorwatch.streamjobs.detection.rule.KubernetesAuditMapping;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code anchorwatch rules explain}: why an event does or does not match. */
final class ExplainCommandTest {

    private static final String EVENTS = """
            {"auditID":"a1","stage":"ResponseStarted","verb":"get","userAgent":"x"}
            {"auditID":"a1","stage":"ResponseComplete","verb":"list","userAgent":"\\u001b[31mred\\u202e"}
            {"auditID":"a2","stage":"ResponseComplete","verb":"delete","userAgent":"x","user":{"username":"m"},\
            "requestObject":{"spec":{"a":1}}}
            """;

    private static final String RULES = """
            title: Somebody deletes
            name: deletes
            level: low
            logsource: {product: kubernetes, service: audit}
            detection:
              sel: {verb: delete, userAgent: x}
              condition: sel
            ---
            title: By expression
            name: by-cel
            level: low
            logsource: {product: kubernetes, service: audit}
            detection:
              sel: {'|cel': 'object.spec.a > 0'}
              condition: sel
            ---
            title: Many deletions
            name: many
            level: low
            correlation:
              type: event_count
              rules: [deletes]
              group-by: [user.username]
              timespan: 5m
              condition: {gte: 3}
              generate: true
            """;

    @TempDir
    private Path folder;

    private Ran explain(Object... more) throws IOException {
        Path events = Files.writeString(folder.resolve("events.jsonl"), EVENTS);
        Path rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
        Object[] args = new Object[more.length + 5];
        System.arraycopy(new Object[] {"rules", "explain", "--rules", rules}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        args[args.length - 1] = events;
        return anchorwatch(args);
    }

    @Test
    void aMissShowsEachClauseAndTheIndex() throws IOException {
        Ran ran = explain("--line", 2, "--rule", "deletes");
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(1);
        assertThat(ran.out())
                .contains("deletes: no match, 33 % of its clauses are met; the index rules it out by 'verb'")
                .contains("[no]  verb equals 'delete'; is 'list'")
                .contains("[no]  userAgent equals 'x'; is '\\u001b[31mred\\u202e'")
                .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void theLastStageOfAnAuditIdIsTaken() throws IOException {
        Ran ran = explain("--audit-id", "a1", "--rule", "deletes", "-o", "ndjson");
        assertThat(ran.err()).contains("1 more lines fit; explaining line 2");
        assertThat(ran.json()).singleElement().satisfies(rule -> {
            assertThat(rule.path("line").asInt()).isEqualTo(2);
            assertThat(rule.path("matched").asBoolean(true)).isFalse();
            assertThat(rule.path("ruledOutBy").asText()).isEqualTo("verb");
            assertThat(rule.at("/condition/parts/0/wanted").asText()).isEqualTo("equals 'delete'");
            assertThat(rule.at("/condition/parts/0/holds").asBoolean(true)).isFalse();
        });
    }

    @Test
    void matchesComeFirstThenTheNearestMissesAndCorrelations() throws IOException {
        Ran ran = explain("--line", 3, "--top", 1);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("deletes: matches")
                .contains("many: correlation, this event counts for it")
                .contains("fires on: event_count gte 3 within PT5M for each user.username")
                .contains("[yes] rule deletes")
                .contains("by-cel: no match")
                .contains("can't answer: ");
    }

    @Test
    void aCorrelationCanBeAskedFor() throws IOException {
        Ran ran = explain("--line", 1, "--rule", "many", "-o", "ndjson");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.json()).singleElement().satisfies(rule -> {
            assertThat(rule.path("rule").asText()).isEqualTo("many");
            assertThat(rule.path("matchedRules")).isEmpty();
        });
    }

    @Test
    void theEventIdOfAnAlertFindsTheEvent() {
        JsonNode alert = anchorwatch("replay", Ran.INCIDENT).json().get(0);
        String rule = alert.path("ruleId").asText();
        Ran ran = anchorwatch(
                "rules",
                "explain",
                "--event-id",
                alert.at("/evidence/0/eventId").asText(),
                "--rule",
                rule,
                Ran.INCIDENT);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).contains(rule + ": ");
    }

    @Test
    void anyRecordCanBeExplained() throws IOException {
        Ran ran = explain("--format", "json", "--line", 3, "--rule", "deletes");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).startsWith("deletes: matches").doesNotContain("stage");
    }

    @Test
    void whatCannotBeChosenIsAUsageProblem() throws IOException {
        assertThat(explain().err()).contains("holds 3 events", "--line");
        assertThat(explain("--line", 9).exitCode()).isEqualTo(2);
        assertThat(explain("--line", 1, "--rule", "nosuch").err()).contains("no usable rule 'nosuch'");
    }

    /** Explained or matched, the verdict is one: every shipped rule on every recorded event. */
    @Test
    void explanationsAgreeWithMatching() throws IOException {
        RuleSet rules = new RuleFolder(List.of(ShippedRules.folder())).rules(new KubernetesAuditMapping());
        RuleMatcher matcher = RuleMatcher.audit(rules);
        Explainer explainer = Explainer.audit();
        int matches = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Inputs.open(Ran.INCIDENT), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                byte[] json = line.getBytes(StandardCharsets.UTF_8);
                List<Rule> matched = matcher.match(json);
                EventView event = explainer.read(json);
                for (Rule rule : rules.rules()) {
                    boolean holds = explainer.explain(rule, event).holds();
                    assertThat(holds).as(rule.id() + " on " + line).isEqualTo(matched.contains(rule));
                    assertThat(holds && explainer.ruledOutBy(rule, event).isPresent())
                            .isFalse();
                }
                matches += matched.size();
            }
        }
        assertThat(matches).isPositive();
    }
}
