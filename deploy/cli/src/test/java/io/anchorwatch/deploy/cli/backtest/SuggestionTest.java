// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.deploy.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exceptions that a backtest suggests remove what it says, and give nobody a place to hide. */
final class SuggestionTest {

    private static final String ROBOT = "system:serviceaccount:build:deployer";

    @TempDir
    private Path folder;

    private Path rules = Path.of("");

    @BeforeEach
    void write() throws IOException {
        rules = Files.writeString(folder.resolve("rules.yaml"), MadeUpHistory.RULES);
    }

    private static JsonNode backtest(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("backtest", "-o", "json"));
        all.addAll(List.of(arguments));
        Ran ran = anchorwatch(all.toArray());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return ran.json().get(0);
    }

    private JsonNode report(MadeUpHistory history) throws IOException {
        return backtest("--a", rules, history.write(folder));
    }

    private static JsonNode rule(JsonNode rules, String name) {
        for (JsonNode rule : rules) {
            if (rule.path("rule").asText().equals(name)) {
                return rule;
            }
        }
        return rules.path("none");
    }

    /** How many alerts of a rule are gone when the exception stands beside the rules. */
    private long removed(String exception, String rule, Path... history) throws IOException {
        Path file = Files.writeString(folder.resolve("exception.yaml"), exception);
        List<Object> arguments = new ArrayList<>(List.of("--noisy", 0, "--a", rules, "--b", rules, "--b", file));
        arguments.addAll(List.of(history));
        JsonNode comparison = backtest(arguments.toArray()).path("comparison");
        assertThat(comparison.path("onlyInBAlerts").asInt()).isZero();
        return rule(comparison.path("rules"), rule).path("onlyInAAlerts").asLong();
    }

    @Test
    void what_is_pasted_removes_what_was_said() throws IOException {
        MadeUpHistory history = new MadeUpHistory()
                .pods(12, ROBOT, "shop")
                .pods(3, ROBOT, "bank")
                .pods(4, "alice", "shop")
                .request(ROBOT, "create", "pods", "shop", "mallory");
        JsonNode report = report(history);
        assertThat(report.path("suggestions")).hasSize(1);
        JsonNode suggestion = report.path("suggestions").get(0);
        assertThat(suggestion.path("removes").asInt()).isEqualTo(12);
        assertThat(suggestion.path("remains").asInt()).isEqualTo(8);
        assertThat(suggestion.path("hides").asText())
                .contains(ROBOT, "pods", "in namespace shop", "somebody else has its credentials");
        assertThat(report.path("sideEffects").path("many-pods").asInt())
                .as("its correlation sees less, too")
                .isEqualTo(1);
        assertThat(removed(suggestion.path("exception").asText(), "pod-made", history.write(folder)))
                .isEqualTo(12);
    }

    @Test
    void who_works_in_many_namespaces_gets_one_exception_for_all() throws IOException {
        MadeUpHistory history = new MadeUpHistory();
        for (int i = 0; i < 12; i++) {
            history.pods(1, ROBOT, "preview-" + i);
        }
        JsonNode suggestion = report(history).path("suggestions").get(0);
        assertThat(suggestion.path("removes").asInt()).isEqualTo(12);
        assertThat(suggestion.path("exception").asText()).doesNotContain("namespace:");
        assertThat(suggestion.path("hides").asText()).contains("in every namespace");
        assertThat(removed(suggestion.path("exception").asText(), "pod-made", history.write(folder)))
                .isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "?lice*", "a\\*b", "Alice", "@alice:{x}", "'alice'", "null", "12", "#alice", "%alice%"})
    void a_name_means_itself_only(String name) throws IOException {
        MadeUpHistory history = new MadeUpHistory()
                .pods(11, name, "shop")
                .pods(2, "alice", "shop")
                .pods(2, "ALICE", "shop")
                .pods(2, "a\\\\b", "shop");
        JsonNode suggestion = report(history).path("suggestions").get(0);
        assertThat(suggestion.path("removes").asInt()).isEqualTo(11);
        assertThat(removed(suggestion.path("exception").asText(), "pod-made", history.write(folder)))
                .isEqualTo(11);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "system:anonymous",
                "system:serviceaccount:kube-system:replicaset-controller",
                "system:kube-controller-manager",
                "system:node:worker",
                "",
                "two words",
                "line\nfeed",
                "esc\u001b[0m",
                "right\u202eleft"
            })
    void nothing_is_suggested_for(String name) throws IOException {
        JsonNode report = report(new MadeUpHistory().pods(40, name, "shop"));
        assertThat(rule(report.path("noise"), "pod-made").path("alerts").asInt())
                .isEqualTo(40);
        assertThat(report.path("suggestions")).isEmpty();
    }

    @Test
    void nothing_is_suggested_for_who_acts_as_somebody_else() throws IOException {
        MadeUpHistory history = new MadeUpHistory();
        for (int i = 0; i < 40; i++) {
            history.request(ROBOT, "create", "pods", "shop", "mallory").later(60);
        }
        assertThat(report(history).path("suggestions")).isEmpty();
    }

    @Test
    void what_came_all_at_once_is_no_habit() throws IOException {
        MadeUpHistory history = new MadeUpHistory().pods(1, "alice", "shop").later(36_000);
        for (int i = 0; i < 40; i++) {
            history.request(ROBOT, "create", "pods", "shop", "");
        }
        JsonNode report = report(history.later(36_000).pods(1, ROBOT, "shop"));
        assertThat(report.path("suggestions")).isEmpty();
        assertThat(report.path("bursts").get(0).asText()).contains("pod-made by " + ROBOT, "41 alerts", "incident");
    }

    @Test
    void a_user_who_fires_other_rules_too_is_to_be_looked_at_first() throws IOException {
        MadeUpHistory history =
                new MadeUpHistory().pods(12, ROBOT, "shop").request(ROBOT, "get", "secrets", "vault", "");
        Path file = history.write(folder);
        assertThat(backtest("--a", rules, file).path("suggestions").get(0).path("otherRules"))
                .extracting(JsonNode::asText)
                .containsExactly("many-pods", "secret-read");
        assertThat(anchorwatch("backtest", "--a", rules, file).out())
                .contains("look first: the same user fires many-pods, secret-read");
    }

    @Test
    void few_alerts_ask_for_no_exception() throws IOException {
        Path history = new MadeUpHistory().pods(9, ROBOT, "shop").write(folder);
        assertThat(backtest("--a", rules, history).path("suggestions")).isEmpty();
        assertThat(backtest("--a", rules, "--noisy", 9, history).path("suggestions"))
                .hasSize(1);
        assertThat(backtest("--a", rules, "--noisy", 0, history).path("suggestions"))
                .isEmpty();
    }

    @Test
    void all_of_them_together_remove_what_was_said_of_requests_and_objects_too() throws IOException {
        Path watch = Ran.INCIDENT.resolveSibling("incident-watch.jsonl.gz");
        Path file = folder.resolve("exceptions.yaml");
        Files.writeString(rules, """
                title: Anything written
                name: written
                logsource: {product: kubernetes}
                detection:
                  sel: {verb: [create, update, patch, delete]}
                  condition: sel
                level: low
                ---
                title: A service, as it is
                name: service
                logsource: {product: kubernetes}
                detection:
                  sel: {object.kind: Service, outcome: success}
                  condition: sel
                level: low
                """);
        JsonNode report = backtest("--a", rules, "--noisy", 2, "--exceptions", file, Ran.INCIDENT, watch);
        assertThat(report.path("suggestions")).hasSizeGreaterThan(2);
        JsonNode compared = backtest("--noisy", 0, "--a", rules, "--b", rules, "--b", file, Ran.INCIDENT, watch)
                .path("comparison")
                .path("rules");
        long removes = 0;
        for (JsonNode suggestion : report.path("suggestions")) {
            removes += suggestion.path("removes").asLong();
        }
        for (JsonNode effect : report.path("sideEffects")) {
            removes += effect.asLong();
        }
        long gone = 0;
        for (JsonNode rule : compared) {
            gone += rule.path("onlyInAAlerts").asLong();
            assertThat(rule.path("onlyInBAlerts").asLong()).isZero();
        }
        assertThat(gone).isEqualTo(removes);
    }

    @Test
    void rules_of_another_format_are_told_to_take_none() throws IOException {
        Files.writeString(rules, """
                - rule: Pod made
                  desc: a pod
                  condition: kevt and ka.verb=create and ka.target.resource=pods
                  output: pod
                  priority: WARNING
                  source: k8s_audit
                - macro: kevt
                  condition: (jevt.value[/stage] in ("ResponseComplete"))
                """);
        JsonNode report = report(new MadeUpHistory().pods(20, ROBOT, "shop"));
        assertThat(report.path("noise").get(0).path("alerts").asInt()).isEqualTo(20);
        assertThat(report.path("suggestions")).isEmpty();
        assertThat(report.path("noExceptionFor")).hasSize(1);
    }
}
