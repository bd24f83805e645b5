// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be honoured exactly is refused with its place; the first line of a detection is line 5 of the file. */
final class RefusalTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "s: {f|near: a};condition: s ¦ 5 ¦ 7 ¦ modifier 'near' is unknown",
                "s: {f|re|re: a};condition: s ¦ 5 ¦ 7 ¦ stands twice",
                "s: {f|i|re: a};condition: s ¦ 5 ¦ 7 ¦ needs the modifier 're' before it",
                "s: {f|re|cidr: a};condition: s ¦ 5 ¦ 7 ¦ exclude each other",
                "s: {f|contains|cidr: 10.0.0.0/8};condition: s ¦ 5 ¦ 7 ¦ 'cidr' must come first",
                "s: {f|exists|all: true};condition: s ¦ 5 ¦ 7 ¦ stands alone",
                "s: {f|exists: maybe};condition: s ¦ 5 ¦ 17 ¦ true or false",
                "s: {f|contains: null};condition: s ¦ 5 ¦ 19 ¦ null means an absent field",
                "s: {f|re: '(?=a)'};condition: s ¦ 5 ¦ 13 ¦ RE2",
                "s: {f|re: 'a('};condition: s ¦ 5 ¦ 13 ¦ RE2",
                "s: {f|re: '(a)\\1'};condition: s ¦ 5 ¦ 13 ¦ RE2",
                "s: {f|cidr: 10.0.0.0/33};condition: s ¦ 5 ¦ 15 ¦ 'cidr' takes a network",
                "s: {f|cidr: 256.0.0.0/8};condition: s ¦ 5 ¦ 15 ¦ 'cidr' takes a network",
                "s: {f|gt: many};condition: s ¦ 5 ¦ 13 ¦ a comparison takes a number",
                "s: {f|expand: '%none%'};condition: s ¦ 5 ¦ 17 ¦ there is no list 'none'",
                "s: {f: 0644};condition: s ¦ 5 ¦ 10 ¦ quote it or write it in decimal",
                "s: {f: 1e3};condition: s ¦ 5 ¦ 10 ¦ quote it or write it in decimal",
                "s: {f: 0x1F};condition: s ¦ 5 ¦ 10 ¦ quote it or write it in decimal",
                "s: {f: 12:30};condition: s ¦ 5 ¦ 10 ¦ quote it or write it in decimal",
                "s: {f: {g: 1}};condition: s ¦ 5 ¦ 10 ¦ write nested fields as 'f.name'",
                "s: {};condition: s ¦ 5 ¦ 6 ¦ an empty selection",
                "s: [];condition: s ¦ 5 ¦ 6 ¦ an empty selection",
                "s: {f: 1, f: 2};condition: s ¦ 5 ¦ 13 ¦ stands twice",
                "s: {f: 1};s: {f: 2};condition: s ¦ 6 ¦ 3 ¦ stands twice",
                "s: {f: 1};condition: t ¦ 6 ¦ 14 ¦ there is no selection 't'; known: s",
                "s: {f: 1};condition: s and t ¦ 6 ¦ 20 ¦ there is no selection 't'",
                "s: {f: 1};condition: 's and t' ¦ 6 ¦ 21 ¦ there is no selection 't'",
                "s: {f: 1};condition: s or ¦ 6 ¦ 18 ¦ expected a selection",
                "s: {f: 1};condition: (s ¦ 6 ¦ 16 ¦ expected ')'",
                "s: {f: 1};condition: s) ¦ 6 ¦ 15 ¦ expected 'and', 'or' or the end",
                "s: {f: 1};condition: s s ¦ 6 ¦ 16 ¦ expected 'and', 'or' or the end",
                "s: {f: 1};condition: 1 of t* ¦ 6 ¦ 19 ¦ no selection is called 't*'",
                "s: {f: 1};condition: 2 of s* ¦ 6 ¦ 14 ¦ expected '1 of'",
                "s: {f: 1};condition: s | count() > 5 ¦ 6 ¦ 16 ¦ correlation: {type: event_count, rules: [NAME OF THIS RULE], timespan: 5m, condition: {gt: 5}}",
                "s: {f: 1};timeframe: 5m;condition: s ¦ 6 ¦ 3 ¦ 'timeframe' is Sigma 1",
                "s: {f: 1} ¦ 5 ¦ 3 ¦ 'condition' is missing",
            })
    void refusedWithPlaceAndReason(String lines, int line, int column, String reason) {
        RuleProblem problem = Sigma.problem(Sigma.rule(lines.replace(';', '\n')));
        assertThat(problem.message()).contains(reason);
        assertThat(problem.line() + ":" + problem.column()).isEqualTo(line + ":" + column);
        assertThat(problem.isError()).isTrue();
        String[] rendered = problem.render().split("\n", -1);
        assertThat(rendered[0]).startsWith("r.yaml:" + line + ":" + column + ": error: ");
        assertThat(rendered[2]).isEqualTo("    " + " ".repeat(column - 1) + "^");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "filter: {} ¦ 'title' is missing",
                "action: repeat ¦ no rule before",
                "action: replace ¦ one of global, reset, repeat",
                "logsource: {} ¦ 'title' is missing",
                "[1, 2] ¦ a rule must be a mapping",
                "a: b: c ¦ not valid YAML",
                "a: &x [*x] ¦ 'title' is missing",
            })
    void otherDocumentsAreRefused(String text, String reason) {
        assertThat(Sigma.error(text).message()).contains(reason);
    }

    @Test
    void unknownLevelsAndKeysOfOursAreRefused() {
        String rule = Sigma.rule("s: {f: 1}\ncondition: s");
        assertThat(Sigma.problem(rule.replace("level: low", "level: hihg")).message())
                .contains("none of");
        assertThat(Sigma.problem(rule.replace("product", "prodct")).message()).contains("would widen the rule");
        assertThat(Sigma.problem(rule + "anchorwatch: {rsk: 1}\n").message()).contains("unknown key 'rsk'");
        assertThat(Sigma.problem(rule + "anchorwatch: {risk: 101}\n").message()).contains("0 to 100");
    }

    @Test
    void unusedSelectionsAndShoutingAreWarnings() {
        RuleSet rules = Sigma.read(Sigma.rule("s: {f: 1}\nt: {f: 1}\ncondition: s AND s"));
        assertThat(rules.rules()).hasSize(1);
        assertThat(rules.problems()).hasSize(2).noneMatch(RuleProblem::isError);
    }

    @Test
    void nestingIsBoundedWithoutLosingTheOthers() {
        String deep = "(".repeat(100) + "s" + ")".repeat(100);
        assertThat(Sigma.problem(Sigma.rule("s: {f: 1}\ncondition: " + deep)).message())
                .contains("nested deeper than 64");
        assertThat(Sigma.problem(Sigma.rule("s: " + "[".repeat(20) + "a" + "]".repeat(20) + "\ncondition: s"))
                        .message())
                .contains("nested at most 16");
        assertThat(Sigma.problem("a: " + "[".repeat(5_000)).message()).contains("not valid YAML");
    }

    @Test
    void aliasesCannotBlowUpARule() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x]\n");
        for (int i = 1; i < 15; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(Sigma.problem(Sigma.rule(bomb + "condition: a14"))
                                .message())
                        .contains("at most 100000 values"));
    }

    @Test
    void hugeFilesAreRefused() {
        assertThat(Sigma.problem("a: " + "x".repeat(5 << 20)).message()).contains("exceeds the limit");
    }

    @Test
    void oneBadRuleNeverStopsTheSet() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("bad.yaml", Sigma.rule("s: {f|bad: 1}\ncondition: s"));
        files.put("broken.yaml", "title: [");
        files.put(
                "two.yaml",
                Sigma.rule("s: {f: 1}\ncondition: x") + "---\n"
                        + Sigma.rule("s: {f: 1}\ncondition: s").replace("title: T", "title: Good") + "---\n");
        files.put("same.yaml", Sigma.rule("s: {f: 1}\ncondition: s").replace("title: T", "title: good"));
        RuleSet rules = new SigmaReader(FieldMapping.NONE, Placeholders.NONE).read(files);
        assertThat(rules.rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.id()).isEqualTo("good"));
        assertThat(rules.problems()).hasSize(4);
        assertThat(rules.problems().get(3).message()).contains("taken by two.yaml");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void mutatedRulesAreReadOrRefusedButNeverThrow(long seed) {
        Random random = new Random(seed);
        String[] pieces = {
            "|",
            "&a ",
            "*a",
            "!!int ",
            "'",
            "\"",
            "{",
            "}",
            "[",
            "]",
            "\n",
            ": ",
            "- ",
            "\\UFFFFFFFF",
            "%",
            "<<: ",
            "? ",
            "---\n",
            "\t",
            "\u0000",
            "\ud83d",
            "not ",
            "1 of ",
            "(",
            "(a{1000}){1000}",
            "#"
        };
        String good = Sigma.rule("s:\n  f|re: 'a+'\n  g: [1, '*b*']\nk: [x]\ncondition: s and not 1 of k*");
        for (int round = 0; round < 800; round++) {
            StringBuilder text = new StringBuilder(good);
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.insert(at, pieces[random.nextInt(pieces.length)]);
                } else {
                    text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(9)));
                }
            }
            RuleSet rules = Sigma.read(text.toString());
            assertThat(rules.rules().isEmpty() && rules.problems().isEmpty())
                    .as(text.toString())
                    .isFalse();
            rules.problems().forEach(problem -> assertThat(problem.render()).startsWith("r.yaml"));
        }
    }
}
