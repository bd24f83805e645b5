// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.engine.RuleMatcher;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule files whose author means harm: bounded, told, and no other rule is lost. */
final class HostileRuleTest {

    private static final String GOOD = Sigma.rule("s: {f: 1}\ncondition: s");

    private static RuleSet beside(String text) {
        return Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            Map<String, String> files = new LinkedHashMap<>();
            files.put("bad.yaml", text);
            files.put("good.yaml", "name: good\n" + GOOD);
            return new SigmaReader(FieldMapping.NONE, Sigma.LISTS).read(files);
        });
    }

    private static void refused(String text, String reason) {
        RuleSet rules = beside(text);
        assertThat(rules.rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.id()).isEqualTo("good"));
        assertThat(rules.problems())
                .as(reason)
                .anySatisfy(problem -> assertThat(problem.message()).contains(reason));
    }

    @Test
    void deepNestingIsRefused() {
        refused(
                Sigma.rule("s: " + "{'a[any]': ".repeat(20) + "{f: 1}" + "}".repeat(20) + "\ncondition: s"),
                "nested at most 16");
        refused(Sigma.rule("s: {'" + "a[any].".repeat(40) + "b': {f: 1}}\ncondition: s"), "quantifiers");
        refused(Sigma.rule("s: {f: 1}\ncondition: " + "not ".repeat(100) + "s"), "nested deeper than 64");
        refused("a: " + "{b: ".repeat(60), "not valid YAML");
        refused("action: global\nx: &x {y: *x}\n---\nx: &x {y: *x}", "nested at most");
    }

    @Test
    void longFlatQuantifierPathsAreRefused() {
        refused(Sigma.rule("s:\n  " + "a[any].".repeat(100) + "b: 1\ncondition: s"), "quantifiers");
    }

    @Test
    void bombsAndRecursionAreRefused() {
        refused(Sigma.rule("s: &s [*s]\ncondition: s"), "nested at most 16");
        refused(Sigma.rule("s: &s {<<: *s, f: 1}\ncondition: s"), "'<<' is nested at most");
        refused(Sigma.rule("s: {f: 1, f: 2}\ncondition: s"), "stands twice");
        refused("title: a\ntitle: b\n", "stands twice");
        refused("? [a, b]\n: c\n", "single value");
    }

    @Test
    void aHundredThousandValuesAreOneLookUp() throws java.io.IOException {
        String values = IntStream.range(0, 90_000).mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
        RuleSet rules = beside("name: big\n" + Sigma.rule("s: {f: [" + values + "]}\ncondition: s"));
        assertThat(rules.rules()).hasSize(2);
        RuleMatcher matcher = RuleMatcher.json(rules);
        assertThat(matcher.match("{\"f\":\"V89999\"}".getBytes(StandardCharsets.UTF_8)))
                .hasSize(1);
        refused(Sigma.rule("s: {f: [" + values + ", " + values + "]}\ncondition: s"), "at most 100000 values");
    }

    @Test
    void placeholdersCannotMultiplyWithoutBound() {
        Placeholders many = new Placeholders(Map.of(
                "m", IntStream.range(0, 1_000).mapToObj(Integer::toString).toList()));
        RuleSet rules = new SigmaReader(FieldMapping.NONE, many)
                .read(Map.of("r.yaml", Sigma.rule("s: {f|expand: '%m%%m%'}\ncondition: s")));
        assertThat(rules.problems().get(0).message()).contains("more than 100000 values");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(((a{1000}){1000}){1000})",
                "(a{1000}){1000}",
                "((((((((((x{9}){9}){9}){9}){9}){9}){9}){9}){9}){9})"
            })
    void hugeExpressionsAreRefused(String regex) {
        refused(Sigma.rule("s: {f|re: '" + regex + "'}\ncondition: s"), "RE2");
    }

    @Test
    void longExpressionsAndConditionsAreBounded() {
        refused(Sigma.rule("s: {f|re: '" + "a|".repeat(3_000) + "b'}\ncondition: s"), "at most 4096 characters");
        RuleSet rules = beside(Sigma.rule("s: {f: 1}\ncondition: " + "s or ".repeat(50_000) + "s"));
        assertThat(rules.rules().size() + rules.problems().size()).isEqualTo(2);
    }

    @Test
    void hostilePatternsMeetHostileTexts() {
        String text = "a".repeat(20_000);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            assertThat(Sigma.item("f: '" + "*a".repeat(200) + "*b'", "{\"f\":\"" + text + "\"}"))
                    .isFalse();
            assertThat(Sigma.item("f|re: '(a+)+$b'", "{\"f\":\"" + text + "\"}"))
                    .isFalse();
            assertThat(Sigma.item("t|hour: 1", "{\"t\":\"" + text + "\"}")).isFalse();
            assertThat(Sigma.item("f|windash: '" + "-a ".repeat(200) + "'", "{\"f\":\"" + text + "\"}"))
                    .isFalse();
        });
    }
}
