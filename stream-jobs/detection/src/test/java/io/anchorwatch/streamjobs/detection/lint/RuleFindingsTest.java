// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What shows in a rule as a whole. */
final class RuleFindingsTest {

    private static final String EVENT = """
            title: %1$s
            name: %1$s
            level: low
            logsource: {product: kubernetes, service: audit}
            detection:
              a: {%2$s}
              b: {%3$s}
              condition: %4$s
            """;

    private static List<String> kinds(String text) {
        return Linted.text(text).stream().map(finding -> finding.kind().id()).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            verb: get;                       verb: list;                      a and b
            verb: get;                       verb: [GET, list];               a and not b
            verb: get;                       verb|startswith: cre;            a and b
            verb: [get, list];               verb: [create, list, get];       a and not b
            responseStatus.code|gt: 400;     responseStatus.code|lt: 300;     a and b
            user.groups: x;                  user.groups: x;                  a and not b
            verb: get;                       verb: get;                       not a and not (not b)
            """)
    void conditionsThatContradictThemselvesNeverMatch(String a, String b, String condition) {
        assertThat(kinds(EVENT.formatted("r", a, b, condition))).contains("never-matches");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            verb: get;                       verb: list;                      a or b
            verb: get;                       verb: [get, list];               a and b
            verb: [get, list];               verb: get;                       a and not b
            user.groups: x;                  user.groups: y;                  a and b
            requestObject.spec.volumes.name: x; requestObject.spec.volumes.name: y; a and b
            responseStatus.code|gte: 400;    responseStatus.code|lte: 400;    a and b
            verb: get;                       verb: '';                        not a and b
            """)
    void conditionsThatCanHoldAreNoContradiction(String a, String b, String condition) {
        assertThat(kinds(EVENT.formatted("r", a, b, condition))).doesNotContain("never-matches");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = ';', textBlock = """
            requestObject.spec.x: a;            Metadata;        'requestObject.spec.x' needs Request
            responseObject.spec.x: a;           Request;         'responseObject.spec.x' needs RequestResponse
            workload.privileged: true;          Metadata;        'workload.privileged' needs Request
            verb: create;                       Request;         no field of it needs more than Metadata
            requestObject.spec.x: a;            RequestResponse; no field of it needs more than Request
            """)
    void theDeclaredLevelIsHeldAgainstTheFields(String item, String level, String message) {
        assertThat(Linted.messages(FindingKind.AUDIT_LEVEL, item, level))
                .singleElement()
                .asString()
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            requestObject.spec.x: a;            Request
            requestObject.spec.x: null;         Metadata
            workload.privileged: true;          RequestResponse
            verb: create;                       Metadata
            """)
    void aLevelThatFitsIsNoFinding(String item, String level) {
        assertThat(Linted.messages(FindingKind.AUDIT_LEVEL, item, level)).isEmpty();
    }

    @Test
    void aRuleThatNothingPicksOutIsTold() {
        assertThat(kinds(EVENT.formatted("r", "userAgent|contains: x", "userAgent: y", "a or b")))
                .containsExactly("unindexed");
        assertThat(kinds(EVENT.formatted("r", "userAgent|contains: x", "outcome: denied", "a and b")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".*evil", "^.*evil", "(?i).+evil", "(a{2,9}b){3}"})
    void dearPatternsAreTold(String pattern) {
        assertThat(Linted.messages(FindingKind.COSTLY_REGEX, "userAgent|re: '" + pattern + "'", "Metadata"))
                .hasSize(1);
    }

    @Test
    void aHugeAlternationIsDearUnlessAnchored() {
        String words = "word" + "|word".repeat(60);
        assertThat(Linted.messages(FindingKind.COSTLY_REGEX, "userAgent|re: '(" + words + ")'", "Metadata"))
                .singleElement()
                .asString()
                .contains("61 alternatives");
        assertThat(Linted.messages(FindingKind.COSTLY_REGEX, "userAgent|re: '^(" + words + ")'", "Metadata"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.*x", "[.*]a", "\\(a{2}b\\){3}", "a{3}b{4}", "x(a|b)y"})
    void patternsOfUseAreNoFinding(String pattern) {
        assertThat(Linted.messages(FindingKind.COSTLY_REGEX, "userAgent|re: '" + pattern + "'", "Metadata"))
                .isEmpty();
    }

    @Test
    void equalRulesAndEqualNamesAreTold() {
        String one = EVENT.formatted("one", "verb: get", "verb: list", "a or b");
        String two = EVENT.formatted("two", "verb: get", "verb: list", "a or b");
        List<Finding> findings = Linted.text(one + "---\n" + two + "---\n" + one);
        assertThat(findings)
                .extracting(
                        finding -> finding.kind().id(),
                        finding -> finding.place().line())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("duplicate", 10),
                        org.assertj.core.groups.Tuple.tuple("shadowed", 20));
    }

    @Test
    void whatARuleDoesNotWantToHearIsNotTold() {
        String text = EVENT.formatted("r", "verb: replace", "userAgent: y", "a or b");
        assertThat(kinds(text)).containsExactlyInAnyOrder("impossible-value", "unindexed");
        assertThat(kinds(text + "anchorwatch: {lint-ignore: [unindexed]}\n")).containsExactly("impossible-value");
        assertThat(kinds(text + "anchorwatch: {lint-ignore: [unindexed, impossible-value]}\n"))
                .isEmpty();
    }

    @Test
    void anUnknownSuppressionRefusesTheRule() {
        String text = EVENT.formatted("r", "verb: get", "userAgent: y", "a and b");
        assertThat(Linted.text(text + "anchorwatch: {lint-ignore: [nosuch]}\n"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(FindingKind.REFUSED);
                    assertThat(finding.message()).contains("'nosuch'", "unindexed");
                });
        assertThat(kinds(text + "anchorwatch: {lint-ignore: [refused]}\n")).containsExactly("refused");
    }

    @Test
    void readersWarningsShowAndCanBeIgnored() {
        String text = EVENT.formatted("r", "verb|neq: get", "verb: list", "a and b");
        assertThat(kinds(text)).containsExactly("doubtful");
        assertThat(kinds(text + "anchorwatch: {lint-ignore: [doubtful]}\n")).isEmpty();
    }

    @Test
    void aFilterThatKeepsIsTold() {
        String filter = """
                ---
                title: F
                logsource: {product: kubernetes, service: audit}
                filter:
                  rules: [r]
                  sel: {verb: get}
                  condition: sel
                """;
        assertThat(kinds(EVENT.formatted("r", "verb: get", "verb: list", "a or b") + filter))
                .containsExactly("doubtful");
    }

    @Test
    void aRuleWithoutNameIsFoundByItsTitle() {
        String text = EVENT.formatted("one", "verb: get", "verb: list", "a or b") + "---\n"
                + EVENT.formatted("two", "verb: replace", "verb: list", "a or b")
                        .replace("name: two\n", "");
        assertThat(Linted.text(text))
                .singleElement()
                .satisfies(finding -> assertThat(finding.place().line()).isEqualTo(14));
    }
}
