// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.rule.KubernetesAuditMapping;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.detection.sigma.SigmaReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Which rules a cluster's log does not let see. */
final class PolicyAuditTest {

    @SuppressWarnings("unused") // by name
    private static final List<String> PROVIDERS = AuditProfile.PROVIDERS;

    private static final String RULE = """
            title: %s
            name: %s
            level: low
            logsource: {product: kubernetes, service: audit}
            detection:
              sel: {%s}
              condition: sel
            """;

    private static RuleSet rules(String text) {
        return new SigmaReader(new KubernetesAuditMapping(), Sigma.LISTS)
                .read(Map.of("r.yaml", text))
                .linked();
    }

    private static List<String> found(AuditProfile profile, String text) {
        return new PolicyAudit(profile)
                .check(rules(text)).blind().stream()
                        .map(blind -> blind.rule() + " " + blind.sight().wireName() + ": " + blind.message())
                        .toList();
    }

    @ParameterizedTest
    @FieldSource("PROVIDERS")
    void every_profile_says_where_it_is_from(String provider) {
        AuditProfile profile = AuditProfile.ofProvider(provider);
        assertThat(profile.documentation()).startsWith("https://");
        assertThat(AuditProfile.text(provider)).startsWith("#").contains("# Source", profile.documentation());
        assertThat(profile.read()).matches("20\\d\\d-\\d\\d");
        assertThat(profile.policy().rules()).isNotEmpty();
        // A policy lets everything fall through to its last rule.
        assertThat(profile.policy()
                        .rules()
                        .get(profile.policy().rules().size() - 1)
                        .level())
                .isNotEqualTo(AuditLevel.NONE);
    }

    @Test
    void lines_are_those_of_the_profile() {
        int line = AuditProfile.ofProvider("openshift").policy().rules().get(0).line();
        assertThat(AuditProfile.text("openshift").lines().skip(line - 1).findFirst())
                .contains("  - level: None");
    }

    @Test
    void there_is_no_profile_of_what_is_not_known() {
        assertThatThrownBy(() -> AuditProfile.ofProvider("../eks")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_field_that_is_not_told_comes_before_the_level() {
        AuditProfile gke = AuditProfile.ofProvider("gke");
        assertThat(found(gke, RULE.formatted("T", "t", "verb: create, impersonatedUser.username: root")))
                .containsExactly(
                        "t never: can never fire here: needs impersonatedUser.username, which GKE does not tell");
        assertThat(found(gke, RULE.formatted("T", "t", "verb: create, objectRef.resource: pods")))
                .isEmpty();
    }

    @Test
    void reads_need_data_access_logs() {
        String reads = RULE.formatted("T", "t", "verb: list, objectRef.resource: secrets");
        assertThat(found(AuditProfile.ofProvider("gke"), reads)).hasSize(1);
        assertThat(found(AuditProfile.ofProvider("gke-data-access"), reads)).isEmpty();
        assertThat(found(AuditProfile.ofProvider("aks-admin"), reads)).hasSize(1);
        assertThat(found(AuditProfile.ofProvider("aks"), reads)).isEmpty();
    }

    @Test
    void a_correlation_dies_with_all_that_it_builds_on_and_is_hurt_by_some() {
        String rules = RULE.formatted("A", "a", "verb: create, impersonatedUser.username: root")
                + "---\n"
                + RULE.formatted("B", "b", "verb: create, objectRef.resource: pods")
                + """
                ---
                title: Dead
                name: dead
                level: low
                correlation: {type: event_count, rules: [a], timespan: 5m, condition: {gte: 3}}
                ---
                title: Hurt
                name: hurt
                level: low
                correlation: {type: event_count, rules: [a, b], timespan: 5m, condition: {gte: 3}}
                """;
        assertThat(found(AuditProfile.ofProvider("gke"), rules))
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactlyInAnyOrder("a never", "dead never", "hurt part");
    }

    @Test
    void what_lint_is_told_to_ignore_is_dead_all_the_same() throws PolicyException {
        String rule = RULE.formatted("T", "t", "verb: create, requestObject.x: 1")
                + "anchorwatch: {lint-ignore: [policy-never], audit-level: Request}\n";
        AuditProfile none = AuditProfile.of("p.yaml", Linted.policy("rules: [{level: Metadata}]\n"));
        assertThat(found(none, rule)).hasSize(1);
    }
}
