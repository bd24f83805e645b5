// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accepted with a warning, and what without. */
final class LintSpecTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '¦',
            value = {
                "s: {f: yes};condition: s ¦ 5:10 ¦ reads yes as true",
                "s: {f: [a, Off]};condition: s ¦ 5:14 ¦ reads Off as false",
                "s: {f|exists: no};condition: s ¦ 5:17 ¦ reads no as false",
                "s: {f|gt: '5'};condition: s ¦ 5:13 ¦ without quotes",
                "s: {t|hour|gte: '5'};condition: s ¦ 5:19 ¦ without quotes",
                "s: {f|neq: a};condition: s ¦ 5:7 ¦ events without the field too",
                "s: {f: [a, null]};condition: s ¦ 5:14 ¦ null in a list",
                "s: {f: []};condition: s ¦ 5:7 ¦ an empty list means null",
                "s: {f|contains: 5};condition: s ¦ 5:19 ¦ taken as text",
                "s: {f|startswith: [a, 5]};condition: s ¦ 5:25 ¦ taken as text",
                "s: {f|all: a};condition: s ¦ 5:7 ¦ there is only one",
                "s: {t|hour: 24};condition: s ¦ 5:15 ¦ from 0 to 23",
                "s: {f|expand: a};condition: s ¦ 5:17 ¦ no placeholder",
                "s: {f: 1};condition: s AND s ¦ 6:14 ¦ lower case",
                "s: {f: 1};condition: 1 OF s ¦ 6:14 ¦ lower case",
                "s: {f: 1};condition: ALL of s ¦ 6:14 ¦ lower case",
                "s: {f: 1};t: {f: 1};condition: s ¦ 6:3 ¦ never used",
                "s: {'f[any]': 1};condition: s ¦ 5:7 ¦ sigma-version: 3",
            })
    void acceptedWithAWarning(String lines, String place, String message) {
        RuleSet rules = Sigma.read(Sigma.rule(lines.replace(';', '\n')));
        assertThat(rules.rules()).hasSize(1);
        assertThat(rules.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.level()).isEqualTo(RuleProblem.Level.WARNING);
            assertThat(problem.message()).contains(message);
            assertThat(problem.line() + ":" + problem.column()).isEqualTo(place);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s: {f: 'yes'};condition: s",
                "s: {f: true};condition: s",
                "s: {f|exists: true};condition: s",
                "s: {f|gt: 5};condition: s",
                "s: {f: null};condition: s",
                "s: {f|contains: '5'};condition: s",
                "s: {f|contains|all: [a, b]};condition: s",
                "s: {f: 1};t_or: {f: 1};condition: s and not 1 of t_*",
                "s: {f: 1};_t: {f: 1};condition: s and _t",
                "s: [a, {f: 1}];condition: all of them",
            })
    void acceptedInSilence(String lines) {
        assertThat(Sigma.read(Sigma.rule(lines.replace(';', '\n'))).problems()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '¦',
            value = {
                "s | count() > 5 ¦ {type: event_count, rules: [NAME OF THIS RULE], timespan: 5m, condition: {gt: 5}}",
                "s | count() by src >= 10 ¦ group-by: [src], timespan: 5m, condition: {gte: 10}}",
                "s | count(dst) by src > 3 ¦ {type: value_count, rules: [NAME OF THIS RULE], group-by: [src], timespan: 5m, condition: {gt: 3, field: dst}}",
                "s | sum(bytes) by src > 3 ¦ type: value_sum",
                "s | avg(bytes) < 3 ¦ type: value_avg",
                "s | max(bytes) < 3 ¦ no correlation type is like 'max'",
                "s | near t and u ¦ type: temporal",
                "s | other ¦ write a correlation rule instead",
            })
    void aggregationsOfSigmaOneAreRefusedWithWhatToWrite(String condition, String advice) {
        RuleProblem problem = Sigma.error(Sigma.rule("s: {f: 1}\ncondition: " + condition));
        assertThat(problem.message()).contains(advice);
        assertThat(problem.line() + ":" + problem.column()).isEqualTo("6:16");
        assertThat(Sigma.error(Sigma.rule("s: {f: 1}\ntimeframe: 30s\ncondition: s | count() > 5"))
                        .message())
                .contains("timespan: 30s");
    }
}
