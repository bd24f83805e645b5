// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sigma 2.1, documents and log sources, and the control documents of Sigma 1. */
final class DocumentSpecTest {

    private static final String RULE =
            "title: T%s\nlevel: low\nlogsource: {product: p}\ndetection: {s: {f: %s}, condition: s}\n";

    private static String rule(int number) {
        return RULE.formatted(number, number);
    }

    @Test
    void aFileHoldsSeveralDocuments() {
        RuleSet rules = Sigma.read("---\n" + rule(1) + "---\n" + rule(2) + "---\n# nothing\n---\n" + rule(3));
        assertThat(rules.rules()).extracting(Rule::id).containsExactly("t1", "t2", "t3");
        assertThat(rules.problems()).isEmpty();
    }

    @Test
    void aRefusedDocumentLeavesTheOthersOfItsFile() {
        RuleSet rules = Sigma.read(rule(1) + "---\ntitle: x\n---\n" + rule(3));
        assertThat(rules.rules()).hasSize(2);
        assertThat(rules.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(6));
    }

    @Test
    void globalIsMergedIntoWhatFollowsUntilReset() {
        String text = "action: global\ntitle: G\nlevel: high\nlogsource: {product: p}\ndetection: {condition: s}\n"
                + "---\ndetection: {s: {f: 1}}\n---\ndetection: {s: {f: 2}}\n---\n"
                + "title: Own\nlevel: low\ndetection: {s: {f: 3}}\n---\naction: reset\n---\n" + rule(4);
        RuleSet rules = Sigma.read(text);
        assertThat(rules.problems()).hasSize(2).allMatch(problem -> !problem.isError());
        assertThat(rules.rules()).extracting(Rule::id).containsExactly("g", "g-2", "g-3", "t4");
        assertThat(rules.rules().get(0).severity().name()).isEqualTo("HIGH");
    }

    @Test
    void repeatChangesTheRuleBefore() {
        RuleSet rules = Sigma.read(rule(1) + "---\naction: repeat\ndetection: {s: {f: 2}}\n---\naction: repeat\n"
                + "title: Third\ndetection: {t: {g: 5}, condition: s and t}\n");
        assertThat(rules.rules()).extracting(Rule::id).containsExactly("t1", "t1-2", "third");
        assertThat(rules.rules().get(2).condition().toString()).contains("texts=[2]", "texts=[5]");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "action: repeat ¦ no rule before",
                "action: merge ¦ one of global, reset, repeat",
                "action: [global] ¦ must be a single value",
                "title: x; logsource: {product: p} ¦ 'detection' is missing",
                "title: x; detection: {s: 1} ¦ 'logsource' is missing",
                "title: x; logsource: p; detection: {s: 1, condition: s} ¦ logsource must be a mapping",
                "title: x; logsource: {}; detection: {condition: []} ¦ 'condition' is missing",
                "title: x; logsource: {}; detection: {condition: ''} ¦ expected a selection",
            })
    void refused(String text, String reason) {
        assertThat(Sigma.error(text.replace("; ", "\n")).message()).contains(reason);
    }

    @Test
    void yamlMergesWhatAnAliasHolds() {
        String text = "x: &base {f: 1, g: 2}\n" + Sigma.rule("s: {<<: *base, g: 3}\ncondition: s");
        assertThat(Sigma.matchesRule(text, "{\"f\":1,\"g\":3}")).isTrue();
        assertThat(Sigma.matchesRule(text, "{\"f\":2,\"g\":3}")).isFalse();
        assertThat(Sigma.matchesRule(text, "{\"f\":1,\"g\":2}")).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "product: kubernetes,true",
        "category: application,true",
        "'category: application, product: kubernetes, service: audit',true",
        "'product: Kubernetes, definition: any text',true",
        "product: linux,false",
        "'product: kubernetes, service: kubelet',false"
    })
    void aLogSourceIsServedWhenEachPartIsEqual(String logSource, boolean served) {
        String text = rule(1).replace("product: p", logSource);
        assertThat(Sigma.read(text).servedBy(io.anchorwatch.streamjobs.detection.rule.LogSource.KUBERNETES_AUDIT))
                .hasSize(served ? 1 : 0);
    }

    @Test
    void anIdShouldBeAUuid() {
        assertThat(Sigma.read("id: 17\n" + rule(1)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.level()).isEqualTo(RuleProblem.Level.WARNING));
    }
}
