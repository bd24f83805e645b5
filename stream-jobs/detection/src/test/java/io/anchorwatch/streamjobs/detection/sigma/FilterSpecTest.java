// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.engine.RuleMatcher;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sigma 2.1, filters. */
final class FilterSpecTest {

    private static final String UUID = "0f7a0f3a-0f3a-4f3a-8f3a-0f3a0f3a0f3a";
    private static final String ONE = "name: one\nid: " + UUID + "\n" + Sigma.rule("s: {f: 1}\ncondition: 1 of them");
    private static final String TWO = "name: two\n" + Sigma.rule("s: {f: 1}\ncondition: [s, s]");

    private static String filter(String logSource, String body) {
        return "title: F\nlogsource: {" + logSource + "}\nfilter:\n"
                + body.replace(';', '\n').indent(2);
    }

    private static RuleSet read(String filter) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("a-filter.yaml", filter);
        files.put("one.yaml", ONE);
        files.put("two.yaml", TWO);
        return new SigmaReader(FieldMapping.NONE, Sigma.LISTS).read(files);
    }

    private static List<String> matching(RuleSet rules, String json) throws IOException {
        return RuleMatcher.json(rules).match(json.getBytes(StandardCharsets.UTF_8)).stream()
                .map(Rule::id)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "rules: [one];x: {u: root};condition: not x ¦ two",
                "rules: one;x: {u: root};condition: not x ¦ two",
                "rules: [0f7a0f3a-0f3a-4f3a-8f3a-0f3a0f3a0f3a];x: {u: root};condition: not x ¦ two",
                "rules: [one, two];x: {u: root};condition: not x ¦ ``",
                "rules: any;x: {u: root};condition: not x ¦ ``",
                "rules: [];x: {u: root};condition: not x ¦ ``",
                "x: {u: root};condition: not x ¦ ``",
                "rules: [one];x: {u: root};condition: x ¦ one two",
                "rules: [one];x: {u: bob};condition: x ¦ two",
                "rules: [one];s: {f: 9};x: {u: bob};condition: s or x ¦ two",
                "rules: [one];x: {u: bob};y: {u: root};condition: not 1 of them ¦ two",
                "rules: [one];x: {u: bob};y: {u: eve};condition: not 1 of them ¦ one two",
                "rules: [one];x: {u: bob};condition: not x ¦ one two",
            })
    void filtersTheRulesItNames(String body, String expected) throws IOException {
        RuleSet rules = read(filter("product: kubernetes", body));
        assertThat(rules.hasErrors()).as(rules.problems().toString()).isFalse();
        assertThat(String.join(" ", matching(rules, "{\"f\":1,\"u\":\"root\"}")))
                .isEqualTo(expected);
    }

    @Test
    void rulesNeverSeeTheSelectionsOfAFilter() throws IOException {
        RuleSet rules = read(filter("product: kubernetes", "rules: any;x: {u: root};condition: x"));
        assertThat(matching(rules, "{\"f\":2,\"u\":\"root\"}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "product: kubernetes ¦ true",
                "`` ¦ true",
                "category: application ¦ false",
                "product: kubernetes, service: audit ¦ false",
                "product: linux ¦ false"
            })
    void aFilterReachesTheLogSourcesItCovers(String logSource, boolean reached) throws IOException {
        RuleSet rules = read(filter(logSource, "rules: any;x: {u: root};condition: not x"));
        assertThat(matching(rules, "{\"f\":1,\"u\":\"root\"}").isEmpty()).isEqualTo(reached);
        RuleSet named = read(filter(logSource, "rules: [one];x: {u: root};condition: not x"));
        assertThat(named.problems()).hasSize(reached ? 0 : 1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "rules: [one, three];x: {u: root};condition: not x ¦ true ¦ 4:16 ¦ no rule with the name or id 'three'",
                "rules: [T];x: {u: root};condition: not x ¦ true ¦ 4:11 ¦ no rule with the name or id 'T'",
                "rules: [one];x: {u: root};condition: x ¦ false ¦ 6:14 ¦ keeps only what it matches",
                "rules: [one];x: {u|nope: root};condition: not x ¦ true ¦ 5:7 ¦ modifier 'nope'",
                "rules: [one];x: {u: root};condition: not y ¦ true ¦ 6:18 ¦ no selection 'y'",
                "rules: [one];x: {u: root} ¦ true ¦ 4:3 ¦ 'condition' is missing",
                "rules: [one];x: {u|expand: '%no%'};condition: not x ¦ true ¦ 5:17 ¦ no list 'no'",
            })
    void complaintsAreAtTheFilter(String body, boolean error, String place, String message) {
        List<RuleProblem> problems = read(filter("product: kubernetes", body)).problems();
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains(message);
            assertThat(problem.file()).isEqualTo("a-filter.yaml");
            assertThat(problem.line() + ":" + problem.column()).isEqualTo(place);
            assertThat(problem.isError()).isEqualTo(error);
        });
    }

    @Test
    void aRefusedFilterLeavesTheRules() {
        assertThat(read(filter("product: kubernetes", "rules: any;x: {u|nope: 1};condition: not x"))
                        .rules())
                .hasSize(2);
        assertThat(read("title: F\nfilter: {x: {a: 1}, condition: not x}").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("'logsource' is missing"));
    }

    @Test
    void aFilterChangesTheLogicHash() {
        RuleSet plain = read("title: F\nlogsource: {product: x}\nfilter: {x: {a: 1}, condition: not x}");
        RuleSet filtered = read(filter("product: kubernetes", "rules: [one];x: {u: root};condition: not x"));
        assertThat(filtered.rules().get(0).ref().logicHash())
                .isNotEqualTo(plain.rules().get(0).ref().logicHash());
        assertThat(filtered.rules().get(1).ref().logicHash())
                .isEqualTo(plain.rules().get(1).ref().logicHash());
    }
}
