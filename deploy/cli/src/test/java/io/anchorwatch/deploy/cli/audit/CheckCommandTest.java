// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.audit;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.deploy.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code anchorwatch audit policy check}: dead rules of the shipped ones, and that they are. */
final class CheckCommandTest {

    private static final Path POLICY =
            Path.of("../audit-policy/policy.yaml").toAbsolutePath().normalize();
    private static final Path CATALOGUE = Path.of("../../stream-jobs/rules/catalogue");
    private static final Path EXAMPLES = Path.of("../examples/managed");

    private static Ran check(Object... arguments) {
        Object[] all = new Object[arguments.length + 3];
        System.arraycopy(new Object[] {"audit", "policy", "check"}, 0, all, 0, 3);
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return anchorwatch(all);
    }

    private static Set<String> rules(Ran ran, String field, Predicate<JsonNode> which) {
        Set<String> rules = new TreeSet<>();
        ran.json().stream()
                .filter(which)
                .forEach(node -> rules.add(node.path(field).asText()));
        return rules;
    }

    private static Predicate<JsonNode> has(String field, String value) {
        return node -> node.path(field).asText().equals(value);
    }

    /** But for rules that tell lint to say nothing, which are dead all the same. */
    @Test
    void of_a_policy_it_says_what_lint_says() throws IOException {
        Ran lint = anchorwatch("rules", "lint", "--audit-policy", POLICY, "-o", "ndjson");
        Ran check = check("--policy", POLICY, "-o", "ndjson");
        assertThat(check.exitCode()).as(check.err()).isZero();
        Set<String> ignoring = ignoring();
        Predicate<JsonNode> heeded =
                node -> !ignoring.contains(node.path("rule").asText());
        Predicate<JsonNode> ofLint = node -> node.path("kind").asText().startsWith("policy");
        assertThat(rules(check, "message", heeded)).isNotEmpty().isEqualTo(rules(lint, "message", ofLint));
        assertThat(rules(check, "rule", heeded)).isEqualTo(rules(lint, "rule", ofLint));
        assertThat(rules(check, "rule", heeded.negate())).isNotEmpty().isEqualTo(ignoring);
    }

    private static Set<String> ignoring() throws IOException {
        Set<String> rules = new TreeSet<>();
        try (Stream<Path> files = Files.walk(CATALOGUE)) {
            for (Path file : files.filter(each -> each.endsWith("rule.yaml")).toList()) {
                if (Files.readString(file).contains("lint-ignore: [policy-never]")) {
                    rules.add(String.valueOf(file.getName(file.getNameCount() - 2)));
                }
            }
        }
        return rules;
    }

    /** A rule that is dead for a reason, one that lives, and the log of the same requests as the provider has it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            eks       | sa-token-secret-created  | Metadata is recorded at most         | secrets-list-cluster-wide | eks-subscription.json
            gke       | impersonation-privileged | needs impersonatedUser.username      | binding-to-anonymous      | gke-entries.jsonl
            gke       | exec-reverse-shell       | needs exec.command                   | binding-to-anonymous      | gke-entries.jsonl
            gke       | secrets-list-cluster-wide| is not recorded at all               | binding-to-anonymous      | -
            aks       | sa-token-secret-created  | Metadata is recorded at most         | secrets-list-cluster-wide | aks-event-hub.json
            aks-admin | secrets-list-cluster-wide| is not recorded at all               | binding-to-anonymous      | -
            openshift | pod-privileged           | Metadata is recorded at most         | secrets-list-cluster-wide | -
            """)
    void dead_rules_are_dead_for_the_reason_told_and_others_live(
            String provider, String dead, String reason, String alive, String log) {
        Ran ran = check("--provider", provider, "-o", "ndjson");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        JsonNode found =
                ran.json().stream().filter(has("rule", dead)).findFirst().orElseThrow();
        assertThat(found.path("sight").asText()).isEqualTo("never");
        assertThat(found.path("reason").asText()).contains(reason);
        Set<String> never = rules(ran, "rule", has("sight", "never"));
        assertThat(never).doesNotContain(alive);
        assertThat(Stream.of("audit", "drift").map(CATALOGUE::resolve).map(each -> each.resolve(alive)))
                .anyMatch(Files::isDirectory);
        if (!log.equals("-")) {
            Set<String> fired = rules(anchorwatch("replay", EXAMPLES.resolve(log)), "ruleId", alert -> true);
            assertThat(fired).isNotEmpty();
            assertThat(rules(
                            ran,
                            "rule",
                            node -> never.contains(node.path("rule").asText())
                                    && node.path("reason").asText().contains("does not tell")))
                    .doesNotContainAnyElementsOf(fired);
        }
    }

    @Test
    void what_the_whole_log_shows_and_gke_does_not_is_told_to_be_dead() {
        Set<String> plain = rules(anchorwatch("replay", EXAMPLES.resolve("plain.jsonl")), "ruleId", alert -> true);
        Set<String> gke = rules(anchorwatch("replay", EXAMPLES.resolve("gke-entries.jsonl")), "ruleId", alert -> true);
        Set<String> lost = new TreeSet<>(plain);
        lost.removeAll(gke);
        assertThat(lost).isNotEmpty();
        assertThat(rules(check("--provider", "gke-data-access", "-o", "ndjson"), "rule", has("sight", "never")))
                .containsAll(lost);
    }

    @Test
    void people_get_rules_by_reason_and_a_last_line_that_counts() {
        Ran ran = check("--provider", "GKE");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out())
                .startsWith("GKE, from documentation read in 20")
                .contains("can never fire here: needs exec.command, which GKE does not tell (5 rules)\n")
                .containsPattern("\n\\d+ of \\d+ rules can never fire here, \\d+ only in part[^\n]*\n$");
    }

    @Test
    void it_fails_only_when_asked() {
        assertThat(check("--provider", "gke", "--fail-on", "never").exitCode()).isEqualTo(1);
        assertThat(check("--provider", "gke", "--fail-on", "part").exitCode()).isEqualTo(1);
    }

    @Test
    void a_slip_is_told_in_one_line() {
        Ran unknown = check("--provider", "../eks");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("nothing is known of that provider", "say one of eks, gke");
        assertThat(check().exitCode()).isEqualTo(2);
        assertThat(check("--provider", "eks", "--policy", POLICY).exitCode()).isEqualTo(2);
        assertThat(check("--policy", "no-such-file").exitCode()).isEqualTo(3);
    }
}
