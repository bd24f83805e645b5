// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.anchorwatch.streamjobs.detection.drift.Attribution;
import io.anchorwatch.streamjobs.detection.drift.Drift;
import io.anchorwatch.streamjobs.detection.files.RuleFolder;
import io.anchorwatch.streamjobs.detection.files.RuleTests;
import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import io.anchorwatch.streamjobs.detection.rule.KubernetesAuditMapping;
import io.anchorwatch.streamjobs.detection.rule.LogSource;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gate of the catalogue: every rule reads, is documented, and passes its own cases. */
final class RuleCatalogueTest {

    private static final RuleFolder FOLDER = new RuleFolder(List.of(Path.of("catalogue")));
    private static final RuleSet RULES = rules();

    /** What they are about is who did it, not what was done. */
    private static final Set<String> ABOUT_A_KNOWN_ACTOR = Set.of("forged-owner-reference", "self-granted-binding");

    static List<RuleTests.Case> cases() throws IOException {
        List<RuleTests.Case> cases = new ArrayList<>();
        for (Path file : FOLDER.tests()) {
            cases.addAll(RuleTests.read(file));
        }
        return cases;
    }

    static List<Rule> everyRule() {
        return RULES.rules();
    }

    private static RuleSet rules() {
        try {
            return FOLDER.rules(new KubernetesAuditMapping());
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void everyFileReadsWithoutProblem() {
        assertThat(RULES.problems()).isEmpty();
        assertThat(RULES.rules()).hasSizeGreaterThanOrEqualTo(160);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void caseHolds(RuleTests.Case rule) {
        assertThat(rule.run(RULES)).as(rule.rule() + ": " + rule.name()).isEmpty();
    }

    @Test
    void everyRuleHasATrueCaseAndANearMiss() throws IOException {
        Map<String, List<Boolean>> verdicts = cases().stream()
                .collect(Collectors.groupingBy(
                        RuleTests.Case::rule, Collectors.mapping(RuleTests.Case::match, Collectors.toList())));
        assertThat(RULES.rules())
                .allSatisfy(rule -> assertThat(verdicts.get(rule.id()))
                        .as(rule.id())
                        .isNotNull()
                        .contains(true, false));
        assertThat(RULES.correlations())
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(verdicts.get(rule.id()))
                        .as(rule.id())
                        .isNotNull()
                        .contains(true, false));
    }

    static List<Rule> driftRules() {
        return RULES.rules().stream()
                .filter(rule -> rule.file().contains("/drift/"))
                .toList();
    }

    @Test
    void manyRulesAreForObjectChanges() {
        assertThat(driftRules()).hasSizeGreaterThanOrEqualTo(115);
    }

    @Test
    void everyDriftRuleHasAChangeThatFiresAndOneThatDoesNot() throws IOException {
        Map<String, List<Boolean>> changes = cases().stream()
                .filter(RuleTests.Case::isOfObjects)
                .collect(Collectors.groupingBy(
                        RuleTests.Case::rule, Collectors.mapping(RuleTests.Case::match, Collectors.toList())));
        assertThat(driftRules())
                .allSatisfy(rule -> assertThat(changes.get(rule.id()))
                        .as(rule.id())
                        .isNotNull()
                        .contains(true, false));
    }

    static List<RuleTests.Case> toldChanges() throws IOException {
        return cases().stream()
                .filter(each -> each.match() && each.drift() != null)
                .filter(each -> !ABOUT_A_KNOWN_ACTOR.contains(each.rule()))
                .toList();
    }

    /** No owner, namespace or other claim keeps a change quiet whose maker the audit log should show and does not. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("toldChanges")
    void aChangeThatIsToldIsToldWhenNothingExplainsItToo(RuleTests.Case told) {
        Drift drift = Objects.requireNonNull(told.drift());
        Drift unexplained = new Drift(
                drift.object(),
                drift.before(),
                drift.after(),
                drift.changes(),
                drift.origin(),
                Attribution.UNEXPLAINED,
                MissingNode.getInstance(),
                drift.subresource(),
                drift.owner(),
                drift.time());
        RuleTests.Case same = new RuleTests.Case(told.rule(), told.name(), true, List.of(), unexplained, null);
        assertThat(same.run(RULES)).as(told.rule() + ": " + told.name()).isEmpty();
    }

    /** A rule in {@code audit} sees requests alone, one in {@code drift} object changes too. */
    @ParameterizedTest
    @MethodSource("everyRule")
    void logSourceFitsTheFolder(Rule rule) {
        boolean requests = rule.logSource().isServedBy(LogSource.KUBERNETES_AUDIT);
        boolean objects = rule.logSource().isServedBy(LogSource.KUBERNETES_OBJECTS);
        assertThat(objects).as(rule.id()).isEqualTo(rule.file().contains("/drift/"));
        assertThat(requests || objects).as(rule.id()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("everyRule")
    void ruleTellsAnalystsWhatTheyNeed(Rule rule) {
        assertThat(rule.ref().attack()).as("ATT&CK techniques of " + rule.id()).isNotEmpty();
        assertThat(rule.ref().runbook()).as("runbook of " + rule.id()).hasSizeGreaterThan(20);
        assertThat(rule.description()).as("description of " + rule.id()).hasSizeGreaterThan(40);
        assertThat(rule.falsePositives()).as("false positives of " + rule.id()).isNotEmpty();
        assertThat(rule.file()).endsWith(rule.id() + "/rule.yaml");
    }

    static List<CorrelationRule> everyCorrelation() {
        return RULES.correlations();
    }

    @ParameterizedTest
    @MethodSource("everyCorrelation")
    void correlationTellsAnalystsWhatTheyNeed(CorrelationRule rule) {
        assertThat(rule.ref().attack()).as("ATT&CK techniques of " + rule.id()).isNotEmpty();
        assertThat(rule.ref().runbook()).as("runbook of " + rule.id()).hasSizeGreaterThan(20);
        assertThat(rule.description()).as("description of " + rule.id()).hasSizeGreaterThan(40);
        assertThat(rule.falsePositives()).as("false positives of " + rule.id()).isNotEmpty();
        assertThat(rule.file()).endsWith(rule.id() + "/rule.yaml");
    }
}
