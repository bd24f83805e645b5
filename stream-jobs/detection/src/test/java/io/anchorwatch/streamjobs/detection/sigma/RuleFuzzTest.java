// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Valid files, broken at random by byte and by token: nothing escapes, whatever is dropped is told, and the same text
 * gives the same result. {@code -Danchorwatch.fuzz.rounds} asks for more rounds.
 */
@SuppressWarnings("StringConcatToTextBlock")
final class RuleFuzzTest {

    private static final int ROUNDS = Integer.getInteger("anchorwatch.fuzz.rounds", 150);

    private static final String RULES = """
            name: one
            title: One
            level: low
            logsource: {product: kubernetes}
            detection:
              s:
                f|re|i: 'a+'
                g|contains|all: [1, '*b*']
                h|expand: '%admins%'
              k: [x, {t|hour|gte: 22}]
              b:
                c[any]:
                  condition: p and not q
                  p: {x|windash: '-a'}
                  q: {y|cidr: 10.0.0.0/8}
              e: {'|asks': a=b}
              condition: s and not 1 of k* or b and e
            ---
            action: repeat
            detection: {k: {f|base64offset|contains: abc}}
            ---
            title: F
            logsource: {product: kubernetes}
            filter:
              rules: [one]
              z: {u|neq: v}
              condition: not z
            """;

    private static final String PIPELINE = """
            name: p
            priority: 1
            vars: {v: [a]}
            transformations:
            - id: m
              type: field_name_mapping
              mapping: {f: [g, h]}
            - type: replace_string
              regex: '^(a)'
              replacement: '\\1b'
              rule_conditions: {a: {type: is_sigma_rule}}
              rule_cond_expr: not a
            - type: add_condition
              conditions: {x: 1}
            """;

    @Test
    void theFilesAreValidToBeginWith() {
        RuleSet read = read(RULES, PIPELINE);
        assertThat(read.problems()).noneMatch(RuleProblem::isError);
        assertThat(read.rules()).hasSize(2);
    }

    private static final String[] TOKENS = {
        "|",
        "*",
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
        "%",
        "<<: *a",
        "? ",
        "---\n",
        "\t",
        "\u0000",
        "\ud83d",
        "not ",
        "1 of ",
        "them",
        "(",
        ")",
        "#",
        "[any]",
        "[-1]",
        ".",
        "|all",
        "|neq",
        "|re",
        "|expand",
        "|wide",
        "null",
        "yes",
        "0x1",
        "1e9999999",
        "filter:",
        "action: global",
        "correlation:",
        "condition:"
    };

    private static String broken(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int left = random.nextInt(4); left >= 0; left--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(4)) {
                case 0 -> changed.insert(at, TOKENS[random.nextInt(TOKENS.length)]);
                case 1 -> changed.delete(at, Math.min(changed.length(), at + 1 + random.nextInt(9)));
                case 2 -> changed.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
                default ->
                    changed.insert(at, changed.substring(at, Math.min(changed.length(), at + random.nextInt(40))));
            }
        }
        return changed.toString();
    }

    private static List<String> told(RuleSet rules) {
        List<String> all = new ArrayList<>();
        rules.rules().forEach(rule -> all.add(rule.id() + rule.ref().logicHash()));
        rules.problems().forEach(problem -> all.add(problem.render()));
        return all;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14})
    void brokenFilesAreReadOrRefused(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            boolean ofPipeline = random.nextInt(3) == 0;
            String rules = ofPipeline ? RULES : broken(RULES, random);
            String pipeline = ofPipeline ? broken(PIPELINE, random) : PIPELINE;
            RuleSet read = read(rules, pipeline);
            assertThat(read.rules().size() == 2 || read.hasErrors() || rules.length() != RULES.length())
                    .as(rules + pipeline)
                    .isTrue();
            assertThat(read.rules().isEmpty() && read.problems().isEmpty())
                    .as(rules + pipeline)
                    .isFalse();
            assertThat(read.problems()).extracting(RuleProblem::file).containsAnyOf("r.yaml", "p.yaml");
            assertThat(told(read(rules, pipeline))).isEqualTo(told(read));
        }
    }

    private static RuleSet read(String rules, String pipeline) {
        return new SigmaReader(FieldMapping.NONE, Sigma.LISTS, Map.of("p.yaml", pipeline))
                .read(Map.of("r.yaml", rules));
    }
}
