// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.deploy.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code anchorwatch backtest} compares two rule sets on the same events. */
final class BacktestCommandTest {

    @TempDir
    private Path folder;

    private Path a = Path.of("");

    @BeforeEach
    void rules() throws IOException {
        a = write("a.yaml", MadeUpHistory.RULES);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Ran backtest(Object... arguments) {
        return anchorwatch(
                Stream.concat(Stream.of("backtest"), Stream.of(arguments)).toArray());
    }

    private static JsonNode json(Object... arguments) {
        Ran ran = backtest(
                Stream.concat(Stream.of("-o", "json"), Stream.of(arguments)).toArray());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.json()).hasSize(1);
        return ran.json().get(0);
    }

    private static Map<String, Long> byRule(Ran replay) {
        Map<String, Long> alerts = new HashMap<>();
        replay.json().forEach(alert -> alerts.merge(alert.path("ruleId").asText(), 1L, Long::sum));
        return alerts;
    }

    private static JsonNode rule(JsonNode rules, String name) {
        for (JsonNode rule : rules) {
            if (rule.path("rule").asText().equals(name)) {
                return rule;
            }
        }
        throw new AssertionError(name + " is not in " + rules);
    }

    @Test
    void a_set_does_not_differ_from_itself() {
        Ran ran = backtest("--b", "shipped", "--fail-on-difference", Ran.INCIDENT);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("0 of them changed; 0 only in A, 0 only in B")
                .doesNotContain("Only in A");
        assertThat(ran.err()).contains("546 events", "0 lines not readable");
    }

    @Test
    void alerts_of_a_rule_are_as_many_as_a_replay_tells() {
        Map<String, Long> replayed = byRule(anchorwatch("replay", Ran.INCIDENT));
        JsonNode report = json("--show", "1000", Ran.INCIDENT);
        assertThat(report.path("noise")).hasSameSizeAs(replayed.keySet());
        report.path("noise").forEach(rule -> {
            // An episode that is told several times counts once.
            if (!rule.path("rule").asText().equals("access-denied-burst")) {
                assertThat(rule.path("alerts").asLong())
                        .as(rule.path("rule").asText())
                        .isEqualTo(replayed.get(rule.path("rule").asText()));
            }
        });
        assertThat(report.has("comparison")).isFalse();
    }

    @Test
    void what_two_sets_find_is_told_apart() throws IOException {
        Path history = new MadeUpHistory()
                .pods(3, "alice", "shop")
                .request("bob", "get", "secrets", "shop", "")
                .write(folder);
        Path b = write(
                "b.yaml",
                MadeUpHistory.RULES
                        .replace("level: low", "level: high")
                        .replace("name: secret-read", "name: secret-got")
                        .replace("{verb: create, objectRef.resource: pods}", "{verb: create}"));
        JsonNode comparison = json("--a", a, "--b", b, history).path("comparison");
        assertThat(comparison.path("bothAlerts").asInt()).isEqualTo(3);
        assertThat(comparison.path("changedAlerts").asInt()).isEqualTo(3);
        assertThat(comparison.path("onlyInAAlerts").asInt()).isEqualTo(1);
        assertThat(comparison.path("onlyInBAlerts").asInt()).isEqualTo(1);
        assertThat(comparison.path("changed").get(0).path("how").asText()).isEqualTo("severity low → high");
        assertThat(comparison.path("onlyInA").get(0).path("rule").asText()).isEqualTo("secret-read");
        assertThat(comparison.path("onlyInB").get(0).path("rule").asText()).isEqualTo("secret-got");
        assertThat(comparison.path("onlyInB").get(0).path("actor").asText()).isEqualTo("bob");
        Ran table = backtest("--a", a, "--b", b, "--fail-on-difference", history);
        assertThat(table.exitCode()).isEqualTo(1);
        assertThat(table.out())
                .contains(
                        "3 alerts in both, 3 of them changed; 1 only in A, 1 only in B",
                        "alice create pods shop/object-0");
    }

    @Test
    void an_episode_of_a_correlation_is_the_same_where_its_group_and_time_are() throws IOException {
        Path history = new MadeUpHistory()
                .pods(8, "alice", "shop")
                .later(36_000)
                .pods(6, "alice", "shop")
                .write(folder);
        Path b = write("b.yaml", MadeUpHistory.RULES.replace("gte: 5", "gte: 7"));
        JsonNode comparison = json("--a", a, "--b", b, history).path("comparison");
        JsonNode many = rule(comparison.path("rules"), "many-pods");
        assertThat(many.path("bothAlerts").asInt()).isEqualTo(1);
        assertThat(many.path("onlyInAAlerts").asInt()).isEqualTo(1);
        assertThat(many.path("onlyInBAlerts").asInt()).isZero();
        assertThat(rule(comparison.path("rules"), "pod-made").path("bothAlerts").asInt())
                .isEqualTo(14);
    }

    @Test
    void the_noise_of_a_rule_names_who_and_where() throws IOException {
        Path history = new MadeUpHistory()
                .pods(7, "alice", "shop")
                .pods(2, "bob", "bank")
                .later(3_600 - 9 * 60)
                .request("bob", "list", "nodes", "", "")
                .write(folder);
        JsonNode noise = rule(json("--a", a, history).path("noise"), "pod-made");
        assertThat(noise.path("alerts").asInt()).isEqualTo(9);
        assertThat(noise.path("fingerprints").asInt()).isEqualTo(9);
        assertThat(noise.path("perHour").asDouble()).isEqualTo(9.0);
        assertThat(noise.path("actors").toString())
                .isEqualTo("[{\"name\":\"alice\",\"alerts\":7},{\"name\":\"bob\",\"alerts\":2}]");
        assertThat(noise.path("namespaces").get(0).path("name").asText()).isEqualTo("shop");
    }

    @Test
    void costs_are_told_when_asked_for_and_all_else_is_the_same_each_time() {
        Ran once = backtest("-o", "json", Ran.INCIDENT);
        assertThat(backtest("-o", "json", Ran.INCIDENT).out())
                .isEqualTo(once.out())
                .doesNotContain("costs");
        JsonNode costs = json("--costs", Ran.INCIDENT).path("costs");
        assertThat(costs.path("requests").asInt()).isEqualTo(546);
        double shares = 0;
        for (JsonNode rule : costs.path("rules")) {
            shares += rule.path("share").asDouble();
            assertThat(rule.path("reached").asInt()).isBetween(1, 546);
        }
        assertThat(shares).isBetween(0.99, 1.01);
    }

    @Test
    void differences_beyond_those_shown_are_counted() throws IOException {
        Path history = new MadeUpHistory().pods(30, "alice", "shop").write(folder);
        Path b = write("b.yaml", MadeUpHistory.RULES.replace("verb: create", "verb: delete"));
        JsonNode comparison = json("--a", a, "--b", b, "--show", "4", history).path("comparison");
        assertThat(comparison.path("onlyInA")).hasSize(4);
        assertThat(rule(comparison.path("rules"), "pod-made")
                        .path("onlyInAAlerts")
                        .asInt())
                .isEqualTo(30);
    }

    @Test
    void texts_of_events_reach_no_terminal_as_they_are() throws IOException {
        Path history =
                new MadeUpHistory().pods(2, "eve\u001b[2J\u202e\nroot", "shop").write(folder);
        Path b = write("b.yaml", MadeUpHistory.RULES.replace("verb: create", "verb: delete"));
        assertThat(backtest("--a", a, "--b", b, history).out())
                .contains("eve")
                .doesNotContain("\u001b", "\u202e", "\nroot");
    }

    @ParameterizedTest
    @CsvSource({
        "--fail-on-difference, '', --fail-on-difference needs two rule sets, 2",
        "--format, nosuch, expected auto, 2",
        "--from, 2026-11-25T00:00:00Z, '', 0",
        "-o, csv, csv, 2",
        "--b, no-such-rules.yaml, no-such-rules.yaml, 3",
    })
    void a_wrong_option_is_told(String option, String value, String told, int exitCode) {
        List<Object> arguments = value.isEmpty() ? List.of(option, Ran.INCIDENT) : List.of(option, value, Ran.INCIDENT);
        Ran ran = backtest(arguments.toArray());
        assertThat(ran.exitCode()).isEqualTo(exitCode);
        assertThat(ran.err()).contains(told);
    }

    @Test
    void a_missing_file_is_told() {
        assertThat(backtest("no-such-file.log")).satisfies(ran -> {
            assertThat(ran.exitCode()).isEqualTo(3);
            assertThat(ran.err()).contains("no-such-file.log", "next: ");
        });
    }
}
