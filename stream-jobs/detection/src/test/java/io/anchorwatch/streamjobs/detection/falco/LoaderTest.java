// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.alert.Severity;
import io.anchorwatch.streamjobs.detection.falco.FalcoReport.Outcome;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How lists, macros and rules come together, and how later items change earlier ones. */
final class LoaderTest {

    private static final String BASE = """
            - list: verbs
              items: [get, list]
            - macro: reads
              condition: ka.verb in (verbs)
            - rule: R
              desc: d
              condition: reads
              output: o
              priority: Notice
              source: k8s_audit
              tags: [k8s, T1078]
            """;

    private static String event(String verb, String user) {
        return "{\"auditID\":\"1\",\"stage\":\"ResponseComplete\",\"verb\":\"" + verb + "\",\"user\":{\"username\":\""
                + user + "\"}}";
    }

    private static boolean fires(String more, String verb) {
        return Falco.fires(BASE + more, event(verb, "eve"), Set.of());
    }

    @Test
    void listsMacrosAndRulesComeTogether() {
        assertThat(fires("", "get")).isTrue();
        assertThat(fires("", "create")).isFalse();
        var rule = Falco.only(BASE);
        assertThat(rule.id()).isEqualTo("r");
        assertThat(rule.ref().title()).isEqualTo("R");
        assertThat(rule.ref().attack()).containsExactly("T1078");
        assertThat(rule.severity()).isEqualTo(Severity.LOW);
        assertThat(rule.auditLevel()).isEqualTo("Metadata");
    }

    @Test
    void laterItemsChangeEarlierOnes() {
        assertThat(fires("- list: verbs\n  items: [watch]\n  append: true\n", "watch"))
                .isTrue();
        assertThat(fires("- list: verbs\n  items: [watch]\n  override: {items: append}\n", "get"))
                .isTrue();
        assertThat(fires("- list: verbs\n  items: [watch]\n", "get")).isFalse();
        assertThat(fires("- macro: reads\n  condition: or ka.verb=watch\n  override: {condition: append}\n", "watch"))
                .isTrue();
        assertThat(fires("- macro: reads\n  condition: ka.verb=watch\n", "get")).isFalse();
        assertThat(fires("- rule: R\n  append: true\n  condition: and ka.user.name=bob\n", "get"))
                .isFalse();
        assertThat(fires("- rule: R\n  condition: or ka.verb=x\n  override: {condition: append}\n", "x"))
                .isTrue();
        assertThat(fires("- rule: R\n  condition: ka.verb=x\n  override: {condition: replace}\n", "get"))
                .isFalse();
    }

    @Test
    void anEmptySourceIsAsIfNotStated() {
        assertThat(fires("- rule: R\n  append: true\n  source: ''\n  condition: or ka.verb=x\n", "x"))
                .isTrue();
    }

    @Test
    void keysAreReplacedOneByOne() {
        String more = """
                - rule: R
                  desc: more
                  output: and %ka.verb
                  priority: emergency
                  tags: [x]
                  override: {desc: append, output: append, priority: replace, tags: replace}
                """;
        var rule = Falco.only(BASE + more);
        assertThat(rule.description()).isEqualTo("d more");
        assertThat(rule.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(rule.ref().attack()).isEmpty();
    }

    @Test
    void disabledRulesRestAndCanBeEnabled() {
        String off = "- rule: R\n  enabled: false\n";
        assertThat(Falco.report(BASE + off).rules().get(0).outcome()).isEqualTo(Outcome.DISABLED);
        assertThat(fires(off + "- rule: R\n  enabled: true\n", "get")).isTrue();
        assertThat(fires(off + "- rule: R\n  enabled: true\n  override: {enabled: replace}\n", "get"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{name: e, fields: ka.user.name, values: [eve, bob]}] | false",
                "[{name: e, fields: ka.user.name, values: [bob]}] | true",
                "[{name: e, fields: ka.user.name}] | true",
                "[{name: e, fields: ka.user.name, comps: startswith anyof, values: [e]}] | false",
                "[{name: e, fields: [ka.user.name], comps: [endswith], values: [[ve]]}] | false",
                "[{name: e, fields: [ka.user.name, ka.verb], values: [[eve, x], [eve, get]]}] | false",
                "[{name: e, fields: [ka.user.name, ka.verb], values: [[eve, x]]}] | true",
                "[{name: e, fields: [ka.user.name, ka.verb], comps: [=, in], values: [[eve, verbs]]}] | false",
                "[{name: e, fields: [ka.user.name, ka.verb], comps: [in, in], values: [[[eve, x], [get]]]}] | false",
                "[{name: e, fields: [ka.user.name, ka.verb], comps: [=, in], values: [[eve, (get)]]}] | false",
                "[{name: e, fields: [toupper(ka.user.name)], values: [[EVE]]}] | false",
                "[{name: e, fields: [ka.verb], values: [[tolower(ka.verb)]]}] | false",
                "[{name: e, fields: [ka.verb], values: [[\"tolower( ka.verb)\"]]}] | true",
            })
    void exceptionsTakeEventsOut(String exceptions, boolean expected) {
        String more = "- rule: R\n  exceptions: " + exceptions + "\n  override: {exceptions: replace}\n";
        assertThat(fires(more, "get")).isEqualTo(expected);
    }

    @Test
    void valuesAreAppendedToAnException() {
        String base = BASE + "  exceptions: [{name: e, fields: ka.user.name, values: [bob]}]\n";
        String more = "- rule: R\n  exceptions: [{name: e, values: [eve]}]\n  override: {exceptions: append}\n";
        assertThat(Falco.fires(base + more, event("get", "eve"), Set.of())).isFalse();
        assertThat(Falco.fires(base, event("get", "eve"), Set.of())).isTrue();
    }

    @Test
    void listsAreFilledIntoLists() {
        String nested = """
                - list: a
                  items: [one]
                - list: b
                  items: [a, two]
                - list: c
                  items: [b, three]
                """;
        String rule = nested + Falco.rule("ka.verb in (c)");
        assertThat(Falco.fires(rule, event("one", "x"), Set.of())).isTrue();
        // Falco itself fills in one level and then loses what stood deeper.
        assertThat(Falco.fires(rule, event("one", "x"), Falco.AS_FALCO)).isFalse();
        assertThat(Falco.fires(rule, event("two", "x"), Falco.AS_FALCO)).isTrue();
        String empty = "- list: none\n  items: []\n" + Falco.rule("ka.verb in (x, none) or ka.verb in (none)");
        assertThat(Falco.fires(empty, event("x", "x"), Set.of())).isTrue();
    }

    @Test
    void valuesOfListsAreQuotedWhereTheyNeedIt() {
        String list =
                "- list: l\n  items: [\"a b\", \"c,d\", \"say \\\"x\\\"\", \"p(q)\"]\n" + Falco.rule("ka.verb in (l)");
        for (String verb : List.of("a b", "c,d", "say \\\"x\\\"", "p(q)")) {
            assertThat(Falco.fires(list, event(verb, "x"), Set.of())).as(verb).isTrue();
        }
    }

    @Test
    void aListsNameInsideQuotesIsAWord() {
        String list = "- list: get\n  items: [list]\n" + Falco.rule("ka.user.name = \"a get b\"");
        assertThat(Falco.fires(list, event("x", "a get b"), Set.of())).isTrue();
        assertThat(Falco.problem("- list: get\n  items: [list]\n" + Falco.rule("ka.verb = get")))
                .startsWith("6:15: 'get' is the name of a list");
    }

    @Test
    void oneBadItemDoesNotStopTheFile() {
        String bad = """
                - list: l
                  items: {}
                - macro: later_user
                  condition: later
                - macro: later
                  condition: ka.verb=get
                - 17
                - rule: Uses the list
                  desc: d
                  condition: ka.verb in (l)
                  output: o
                  priority: Notice
                  source: k8s_audit
                - rule: No priority
                  desc: d
                  condition: later
                  output: o
                  source: k8s_audit
                - rule: Forward
                  desc: d
                  condition: later_user
                  output: o
                  priority: Notice
                  source: k8s_audit
                - rule: Another source
                  desc: d
                  condition: proc.name = x
                  output: "%proc.name"
                  priority: Notice
                - rule: Skips
                  desc: d
                  condition: ka.nope = x
                  output: o
                  priority: Notice
                  source: k8s_audit
                  skip-if-unknown-filter: true
                """;
        FalcoReport report = Falco.report(bad + BASE);
        assertThat(report.rules().stream().map(each -> each.name() + " " + each.outcome()))
                .containsExactly(
                        "Uses the list REFUSED",
                        "No priority REFUSED",
                        "Forward REFUSED",
                        "Another source SKIPPED",
                        "Skips SKIPPED",
                        "R LOADED");
        assertThat(report.problems().stream()
                        .map(problem -> problem.line() + ":" + problem.column() + " " + problem.level()))
                .containsExactly(
                        "2:10 ERROR",
                        "7:3 ERROR",
                        "14:3 ERROR",
                        "10:26 ERROR",
                        "4:14 ERROR",
                        "25:3 WARNING",
                        "32:14 WARNING");
    }

    @Test
    void whatCannotBeChangedIsTold() {
        assertThat(Falco.problem("- rule: R\n  append: true\n  condition: and x\n"))
                .startsWith("2:3: there is no rule");
        assertThat(Falco.problem("- list: l\n  append: true\n  items: [x]\n")).startsWith("1:3: there is no list");
        assertThat(Falco.problem("- macro: m\n  append: true\n  condition: x\n"))
                .startsWith("1:3: there is no macro");
        assertThat(Falco.problem(BASE + "- rule: R\n  desc: x\n  priority: info\n  override: {desc: append}\n"))
                .startsWith("14:3: 'priority' does not stand under 'override'");
        assertThat(Falco.problem(BASE + "- rule: R\n  priority: info\n  override: {priority: append}\n"))
                .startsWith("14:14: 'priority' can't be appended to");
        assertThat(Falco.problem(BASE + "- rule: R\n  desc: x\n  append: true\n  override: {desc: append}\n"))
                .contains("exclude each other");
        assertThat(Falco.problem(BASE + "- list: l\n  itmes: [x]\n")).contains("unknown key 'itmes'");
        assertThat(Falco.problem("- required_engine_version: 0.64.0\n")).contains("written for engine 0.64.0");
        assertThat(Falco.problem("- required_engine_version: 15\n")).isEqualTo("[]");
        assertThat(
                        Falco.problem(
                                "- required_plugin_versions: [{name: k8saudit, version: 9.0.0, alternatives: [{name: k8saudit-gke, version: 0.9.0}]}]\n"))
                .isEqualTo("[]");
        assertThat(Falco.problem("- required_plugin_versions: [{name: x, version: 0.1.0}]\n"))
                .contains("plugin x 0.1.0 is not known");
    }

    @Test
    void filesChangeEachOtherInTheirOrder() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("a.yaml", BASE);
        files.put(
                "b.yaml",
                "---\n- list: verbs\n  items: [watch]\n---\n- rule: R\n  condition: and oops\n  append: true\n");
        RuleSet set = new FalcoFormat().read(files, Set.of());
        assertThat(set.rules()).isEmpty();
        assertThat(set.problems().get(0).render()).startsWith("b.yaml:6:18: error: rule 'R': there is no macro 'oops'");
    }

    @ParameterizedTest
    @CsvSource({
        "'- rule: x', true",
        "'# c\n---\n- macro: x', true",
        "'- desc: x\n  rule: y', true",
        "'-\n  list: x', true",
        "'- required_engine_version: 5', true",
        "'- rule: x\n  : [', true",
        "'title: x\nrule: y', false",
        "'title: x\ndetection:\n  - rule: y', false",
        "'- a: b', false",
        "'', false",
    })
    void filesAreKnownByTheirShape(String text, boolean claimed) {
        assertThat(new FalcoFormat().claims(text)).isEqualTo(claimed);
    }
}
