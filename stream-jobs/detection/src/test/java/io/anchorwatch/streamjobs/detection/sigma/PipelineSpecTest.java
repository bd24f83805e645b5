// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.engine.RuleMatcher;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
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

/** Processing pipelines: each transformation and each condition, their order, and what is refused. */
final class PipelineSpecTest {

    private static String pipeline(String... transformations) {
        StringBuilder text = new StringBuilder("name: p\npriority: 10\nvars: {v: [one, two]}\ntransformations:\n");
        for (String transformation : transformations) {
            String block = transformation.replace("; ", "\n").indent(2);
            text.append("- ").append(block.substring(2));
        }
        return text.toString();
    }

    private static RuleSet read(String rule, String... pipelines) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < pipelines.length; i++) {
            files.put("p" + i + ".yaml", pipelines[i]);
        }
        return new SigmaReader(FieldMapping.NONE, Sigma.LISTS, files).read(Map.of("r.yaml", rule));
    }

    private static boolean matches(RuleSet rules, String json) throws IOException {
        assertThat(rules.hasErrors()).as(rules.problems().toString()).isFalse();
        return !RuleMatcher.json(rules)
                .match(json.getBytes(StandardCharsets.UTF_8))
                .isEmpty();
    }

    private static String item(String item) {
        return Sigma.rule("s:\n" + item.replace(';', '\n').indent(2) + "condition: s");
    }

    @ParameterizedTest(name = "{0}: {1} on {2}: {3}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "type: field_name_mapping; mapping: {f: g} ¦ f: 1 ¦ {\"g\":1} ¦ true",
                "type: field_name_mapping; mapping: {f: g} ¦ f: 1 ¦ {\"f\":1} ¦ false",
                "type: field_name_mapping; mapping: {f: [g, h]} ¦ f: 1 ¦ {\"h\":1} ¦ true",
                "type: field_name_mapping; mapping: {f: [g, h]} ¦ f|neq: 1 ¦ {\"g\":2,\"h\":1} ¦ false",
                "type: field_name_mapping; mapping: {f: [g, h]} ¦ f|neq: 1 ¦ {\"g\":2,\"h\":3} ¦ true",
                "type: field_name_mapping; mapping: {f: [g, h]} ¦ f: null ¦ {\"g\":2} ¦ false",
                "type: field_name_mapping; mapping: {f: [g, h]} ¦ f: null ¦ {} ¦ true",
                "type: field_name_mapping; mapping: {f: [g, h]} ¦ f|exists: false ¦ {\"h\":1} ¦ false",
                "type: field_name_mapping; mapping: {f: g} ¦ k|fieldref: f ¦ {\"k\":1,\"g\":1} ¦ true",
                "type: field_name_mapping; mapping: {f: g} ¦ 'f[any].f': 1 ¦ {\"g\":[{\"f\":1}]} ¦ true",
                "type: field_name_mapping; mapping: {f: g} ¦ 'f[any]': {f: 1} ¦ {\"g\":[{\"f\":1}]} ¦ true",
                "type: field_name_prefix; prefix: a. ¦ f: 1 ¦ {\"a\":{\"f\":1}} ¦ true",
                "type: field_name_suffix; suffix: _x ¦ f: 1 ¦ {\"f_x\":1} ¦ true",
                "type: field_name_prefix_mapping; mapping: {win.: event., w: z} ¦ win.f: 1 ¦ {\"event\":{\"f\":1}} ¦ true",
                "type: field_name_prefix_mapping; mapping: {win.: event.} ¦ f: 1 ¦ {\"f\":1} ¦ true",
                "type: field_name_transform; transform_func: lower ¦ FooBar: 1 ¦ {\"foobar\":1} ¦ true",
                "type: field_name_transform; transform_func: upper ¦ f: 1 ¦ {\"F\":1} ¦ true",
                "type: field_name_transform; transform_func: snake_case ¦ ParentImageURL: 1 ¦ {\"parent_image_url\":1} ¦ true",
                "type: field_name_transform; transform_func: title ¦ foo bar: 1 ¦ {\"Foo Bar\":1} ¦ true",
                "type: field_name_transform; transform_func: lower; mapping: {F: Keep} ¦ F: 1 ¦ {\"Keep\":1} ¦ true",
                "type: drop_detection_item; field_name_conditions: [{type: include_fields, fields: [g]}] ¦ f: 1;g: 2 ¦ {\"f\":1} ¦ true",
                "type: drop_detection_item; field_name_conditions: [{type: exclude_fields, fields: [f]}] ¦ f: 1;g: 2 ¦ {\"f\":1} ¦ true",
                "type: add_condition; conditions: {h: 3} ¦ f: 1 ¦ {\"f\":1} ¦ false",
                "type: add_condition; conditions: {h: 3} ¦ f: 1 ¦ {\"f\":1,\"h\":3} ¦ true",
                "type: add_condition; conditions: {h|contains: [x, y]}; negated: true ¦ f: 1 ¦ {\"f\":1,\"h\":\"y\"} ¦ false",
                "type: add_condition; conditions: {p: $product}; template: true ¦ f: 1 ¦ {\"f\":1,\"p\":\"kubernetes\"} ¦ true",
                "type: replace_string; regex: '^a(b)'; replacement: 'x\\1' ¦ f: abc ¦ {\"f\":\"xbc\"} ¦ true",
                "type: replace_string; regex: '\\*'; replacement: y ¦ f: 'a*' ¦ {\"f\":\"ay\"} ¦ true",
                "type: replace_string; regex: a; replacement: x; skip_special: true ¦ f: 'a*a' ¦ {\"f\":\"x--x\"} ¦ true",
                "type: replace_string; regex: a; replacement: $1 ¦ f: a ¦ {\"f\":\"$1\"} ¦ true",
                "type: map_string; mapping: {a: b} ¦ f: a ¦ {\"f\":\"b\"} ¦ true",
                "type: map_string; mapping: {a: [b, c]} ¦ f: [a, d] ¦ {\"f\":\"c\"} ¦ true",
                "type: map_string; mapping: {a: [b, c]} ¦ f|contains|all: [a, d] ¦ {\"f\":\"cd\"} ¦ true",
                "type: map_string; mapping: {a: [b, c]} ¦ f|contains|all: [a, d] ¦ {\"f\":\"c\"} ¦ false",
                "type: set_value; value: 7 ¦ f: 1 ¦ {\"f\":7} ¦ true",
                "type: set_value; value: null ¦ f: 1 ¦ {} ¦ true",
                "type: set_value; value: 7; force_type: str ¦ f|contains: 1 ¦ {\"f\":\"x7\"} ¦ true",
                "type: convert_type; target_type: str ¦ f|contains: 1 ¦ {\"f\":\"x1\"} ¦ true",
                "type: convert_type; target_type: num ¦ f|gt: '1' ¦ {\"f\":2} ¦ true",
                "type: regex; method: plain ¦ f: 'a*c.' ¦ {\"f\":\"abc.\"} ¦ true",
                "type: regex; method: plain ¦ f: 'a*c.' ¦ {\"f\":\"abcd\"} ¦ false",
                "type: regex; method: plain ¦ f: abc ¦ {\"f\":\"ABC\"} ¦ false",
                "type: regex; method: ignore_case_flag ¦ f|contains: b ¦ {\"f\":\"ABC\"} ¦ true",
                "type: regex ¦ f: abc ¦ {\"f\":\"ABC\"} ¦ true",
                "type: regex ¦ f: abc ¦ {\"f\":\"xABC\"} ¦ false",
                "type: regex ¦ f: [a, null] ¦ {} ¦ true",
                "type: wildcard_placeholders ¦ f|expand: 'x%none%y' ¦ {\"f\":\"x123y\"} ¦ true",
                "type: wildcard_placeholders; include: [other] ¦ f|expand: '%admins%' ¦ {\"f\":\"alice\"} ¦ true",
                "type: value_placeholders ¦ f|expand: 'x%v%' ¦ {\"f\":\"xtwo\"} ¦ true",
                "type: value_placeholders ¦ f|expand: '%v%%admins%' ¦ {\"f\":\"onealice\"} ¦ true",
                "type: value_placeholders; exclude: [admins] ¦ f|expand: '\\%v%' ¦ {\"f\":\"%v%\"} ¦ true",
                "type: case; method: upper ¦ f|cased: ab ¦ {\"f\":\"AB\"} ¦ true",
                "type: case; method: snake_case ¦ f: FooBar ¦ {\"f\":\"foo_bar\"} ¦ true",
                "type: hashes_fields; valid_hash_algos: [MD5, SHA1]; field_prefix: File ¦ f|contains: [MD5=ab, SHA1=cd] ¦ {\"FileSHA1\":\"cd\"} ¦ true",
                "type: hashes_fields; valid_hash_algos: [MD5]; field_prefix: h; drop_algo_prefix: true ¦ f: 'MD5=ab' ¦ {\"h\":\"AB\"} ¦ true",
                "type: hashes_fields; valid_hash_algos: [MD5] ¦ f: 0123456789abcdef0123456789abcdef ¦ {\"MD5\":\"0123456789abcdef0123456789abcdef\"} ¦ true",
                "type: nest; items: [{type: field_name_prefix, prefix: a}, {type: field_name_suffix, suffix: b}] ¦ f: 1 ¦ {\"afb\":1} ¦ true",
                "type: set_state; key: a; val: b ¦ f: 1 ¦ {\"f\":1} ¦ true",
                "type: set_custom_attribute; attribute: a; value: b ¦ f: 1 ¦ {\"f\":1} ¦ true",
                "type: add_field; field: x ¦ f: 1 ¦ {\"f\":1} ¦ true",
                "type: field_name_suffix; suffix: x; rule_conditions: [{type: logsource, product: kubernetes}] ¦ f: 1 ¦ {\"fx\":1} ¦ true",
                "type: field_name_suffix; suffix: x; rule_conditions: [{type: logsource, product: linux}] ¦ f: 1 ¦ {\"f\":1} ¦ true",
                "type: field_name_suffix; suffix: x; rule_conditions: [{type: logsource, product: linux}]; rule_cond_not: true ¦ f: 1 ¦ {\"fx\":1} ¦ true",
                "type: field_name_suffix; suffix: x; rule_conditions: [{type: is_sigma_rule}, {type: tag, tag: no}] ¦ f: 1 ¦ {\"f\":1} ¦ true",
                "type: field_name_suffix; suffix: x; rule_conditions: [{type: is_sigma_rule}, {type: tag, tag: no}]; rule_cond_op: or ¦ f: 1 ¦ {\"fx\":1} ¦ true",
                "type: field_name_suffix; suffix: x; rule_conditions: {a: {type: is_sigma_rule}, b: {type: is_sigma_correlation_rule}}; rule_cond_expr: a and not b ¦ f: 1 ¦ {\"fx\":1} ¦ true",
                "type: field_name_suffix; suffix: x; rule_conditions: [{type: rule_attribute, attribute: level, value: medium, op: lt}] ¦ f: 1 ¦ {\"fx\":1} ¦ true",
                "type: field_name_suffix; suffix: x; rule_conditions: [{type: rule_attribute, attribute: title, value: T}] ¦ f: 1 ¦ {\"fx\":1} ¦ true",
                "type: field_name_suffix; suffix: x; rule_conditions: [{type: contains_detection_item, field: f, value: 1}] ¦ f: 1 ¦ {\"fx\":1} ¦ true",
                "type: field_name_suffix; suffix: x; rule_conditions: [{type: contains_detection_item, field: f, value: 2}] ¦ f: 1 ¦ {\"f\":1} ¦ true",
                "type: field_name_suffix; suffix: x; detection_item_conditions: [{type: match_string, cond: any, pattern: 'a.*'}] ¦ f: ab ¦ {\"fx\":\"ab\"} ¦ true",
                "type: field_name_suffix; suffix: x; detection_item_conditions: [{type: match_string, cond: all, pattern: 'a'}] ¦ f: [ab, b] ¦ {\"f\":\"b\"} ¦ true",
                "type: field_name_suffix; suffix: x; detection_item_conditions: [{type: is_null}] ¦ f: null ¦ {\"f\":1} ¦ true",
                "type: field_name_suffix; suffix: x; detection_item_conditions: [{type: contains_wildcard}] ¦ f: 'a*' ¦ {\"fx\":\"ab\"} ¦ true",
                "type: field_name_suffix; suffix: x; detection_item_conditions: [{type: match_value, value: 1}]; detection_item_cond_not: true ¦ f: 1 ¦ {\"f\":1} ¦ true",
                "type: field_name_suffix; suffix: x; field_name_conditions: [{type: include_fields, fields: ['f.*'], mode: re}] ¦ foo: 1 ¦ {\"foox\":1} ¦ true",
            })
    void transformedItemMeets(String transformation, String item, String json, boolean expected) throws IOException {
        assertThat(matches(read(item(item), pipeline(transformation)), json)).isEqualTo(expected);
    }

    @Test
    void pipelinesGoByPriorityThenByPlace() throws IOException {
        String late = pipeline("type: field_name_suffix; suffix: L").replace("priority: 10", "priority: 20");
        String early = pipeline("type: field_name_suffix; suffix: A", "type: field_name_suffix; suffix: B");
        assertThat(matches(read(item("f: 1"), late, early), "{\"fABL\":1}")).isTrue();
    }

    @Test
    void laterItemsSeeWhatEarlierOnesLeft() throws IOException {
        String state = pipeline(
                "id: first; type: set_state; key: k; val: v",
                "type: field_name_suffix; suffix: S; rule_conditions: [{type: processing_state, key: k, val: v}]",
                "type: field_name_suffix; suffix: N; rule_conditions: [{type: processing_state, key: k, val: w}]",
                "type: field_name_suffix; suffix: A; rule_conditions: [{type: processing_item_applied,"
                        + " processing_item_id: first}]",
                "id: only; type: field_name_suffix; suffix: F; field_name_conditions: [{type: include_fields, fields:"
                        + " [fSA]}]",
                "type: field_name_suffix; suffix: X; detection_item_conditions: [{type: processing_item_applied,"
                        + " processing_item_id: only}]");
        assertThat(matches(read(item("f: 1;g: 2"), state), "{\"fSAFX\":1,\"gSA\":2}"))
                .isTrue();
    }

    @Test
    void changedLogSourceDecidesWhereARuleRuns() {
        RuleSet rules = read(item("f: 1"), pipeline("type: change_logsource; product: linux"));
        assertThat(rules.rules().get(0).logSource().product()).isEqualTo("linux");
    }

    @Test
    void failuresRefuseTheRuleAtItsPlace() {
        RuleSet rule = read(item("f: 1"), pipeline("type: rule_failure; message: not for us"));
        assertThat(rule.rules()).isEmpty();
        assertThat(rule.problems().get(0).render()).startsWith("r.yaml:1:1: error: a pipeline refuses this rule: not");
        RuleSet item = read(
                item("f: 1;g: 2"),
                pipeline("type: detection_item_failure; message: no g; field_name_conditions: [{type: include_fields,"
                        + " fields: [g]}]"));
        assertThat(item.problems().get(0).render()).startsWith("r.yaml:7:5: error: a pipeline refuses this item: no g");
        RuleSet dropped = read(item("f: 1"), pipeline("type: drop_detection_item"));
        assertThat(dropped.problems().get(0).message()).contains("dropped every item");
    }

    @Test
    void droppedItemsLeaveTheCondition() throws IOException {
        String rule = Sigma.rule("a: {f: 1}\nb: {g: 1}\ncondition: a and not b");
        String drop = "type: drop_detection_item; field_name_conditions: [{type: include_fields, fields: [g]}]";
        assertThat(matches(read(rule, pipeline(drop)), "{\"f\":1,\"g\":1}")).isTrue();
    }

    @Test
    void finalizersAreNoted() {
        RuleSet rules =
                read(item("f: 1"), pipeline("type: field_name_prefix; prefix: x") + "finalizers: [{type: concat}]\n");
        assertThat(rules.rules()).hasSize(1);
        assertThat(rules.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isFalse();
            assertThat(problem.message()).contains("changes nothing here");
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "type: nosuch ¦ 5:3 ¦ 'nosuch' is not supported",
                "type: query_expression_placeholders ¦ 5:3 ¦ is not supported",
                "type: field_name_nosuch ¦ 5:3 ¦ is not supported",
                "type: field_name_mapping ¦ 5:3 ¦ 'mapping' is missing",
                "type: field_name_mapping; mapping: {f: []} ¦ 6:3 ¦ mapped to nothing",
                "type: field_name_mapping; mapping: {f: g}; extra: 1 ¦ 7:3 ¦ 'extra' is not known",
                "type: field_name_transform; transform_func: rot13 ¦ 6:3 ¦ transform_func is one of",
                "type: replace_string; regex: '('; replacement: x ¦ 6:3 ¦ RE2 syntax",
                "type: replace_string; regex: 'a'; replacement: '\\2' ¦ 7:3 ¦ a group that the expression has not",
                "type: set_state; key: a ¦ 5:3 ¦ 'value' is missing",
                "type: rule_failure ¦ 5:3 ¦ 'message' is missing",
                "type: case; method: middle ¦ 6:3 ¦ method is one of",
                "type: convert_type; target_type: bool ¦ 6:3 ¦ target_type is one of",
                "type: hashes_fields ¦ 5:3 ¦ names no algorithm",
                "type: set_state; key: a; val: b; rule_conditions: [{type: nosuch}] ¦ 8:22 ¦ 'nosuch' is not supported",
                "type: set_state; key: a; val: b; field_name_conditions: [{type: include_fields, fields: [a]}] ¦ 5:3 ¦ about whole rules",
                "type: field_name_suffix; suffix: a; rule_conditions: [{type: tag, tag: a, x: 1}] ¦ 7:41 ¦ 'x' is not known",
                "type: field_name_suffix; suffix: a; rule_conditions: {a: {type: is_sigma_rule}}; rule_cond_expr: a and b ¦ 8:25 ¦ no selection 'b'",
                "type: field_name_suffix; suffix: a; rule_cond_op: xor ¦ 7:3 ¦ is one of and, or",
                "type: field_name_suffix; suffix: a; rule_cond_not: 3 ¦ 7:3 ¦ true or false",
                "type: add_condition; conditions: {f|nope: 1} ¦ 6:16 ¦ modifier 'nope'",
            })
    void refusedPipelinesRefuseEveryRule(String transformation, String place, String reason) {
        RuleSet rules = read(item("f: 1"), pipeline(transformation));
        assertThat(rules.rules()).isEmpty();
        List<RuleProblem> errors =
                rules.problems().stream().filter(RuleProblem::isError).toList();
        assertThat(errors).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains(reason);
            assertThat(problem.file()).isEqualTo("p0.yaml");
            assertThat(problem.line() + ":" + problem.column()).isEqualTo(place);
        });
    }

    @Test
    void damagedPipelineFilesAreRefused() {
        for (String text : List.of(
                "",
                "a: [",
                "- 1",
                "name: x",
                "nosuch: 1\ntransformations: []",
                "priority: high\ntransformations: []")) {
            RuleSet rules = read(item("f: 1"), text);
            assertThat(rules.rules()).as(text).isEmpty();
            assertThat(rules.hasErrors()).as(text).isTrue();
        }
    }
}
