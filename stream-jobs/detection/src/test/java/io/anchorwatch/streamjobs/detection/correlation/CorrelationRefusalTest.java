// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A correlation that can't be honoured is refused with the reason, and only it. */
final class CorrelationRefusalTest {

    private static final String BASE = """
            title: B
            name: base
            level: low
            logsource: {product: kubernetes}
            detection: {s: {verb: get}, condition: s}
            ---
            """;

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            type: counting, rules: [base], timespan: 5m, condition: {gte: 1}          ; is none of event_count
            type: event_count, rules: [base], condition: {gte: 1}                     ; 'timespan' is missing
            type: event_count, rules: [base], timespan: 5 minutes, condition: {gte: 1}; timespan is a number and one of
            type: event_count, rules: [base], timespan: 0s, condition: {gte: 1}       ; from 1s to 1y
            type: event_count, rules: [base], timespan: 5m                            ; 'condition' is missing
            type: event_count, rules: [base], timespan: 5m, condition: {}             ; has no bound
            type: event_count, rules: [base], timespan: 5m, condition: {gte: many}    ; takes a number
            type: event_count, rules: [base], timespan: 5m, condition: {gte: 1, field: x}; has no 'field'
            type: event_count, rules: [base], timespan: 5m, condition: {gte: 1000000} ; counts are kept up to
            type: event_count, rules: [base], timespan: 5m, condition: {about: 1}     ; is none of gt, gte
            type: event_count, rules: [base], timespan: 5m, condition: base           ; only temporal types
            type: value_count, rules: [base], timespan: 5m, condition: {gte: 1}       ; needs a 'field'
            type: value_percentile, rules: [base], timespan: 5m, condition: {gte: 1, field: x}; needs 'percentile'
            type: value_sum, rules: [base], timespan: 5m, condition: {gte: 1, field: x, percentile: 5}; belongs to
            type: value_sum, rules: [base], timespan: 5m, condition: {gte: 1, field: [x, y]}; takes one field
            type: temporal, rules: [base], timespan: 5m, condition: other             ; there is no selection 'other'
            type: temporal_ordered, rules: [base], timespan: 5m, condition: base      ; an expression has no order
            type: temporal, rules: [base, base], timespan: 5m                         ; listed twice
            type: temporal, rules: [], timespan: 5m                                   ; builds on 1 to 64 rules
            type: temporal, rules: [base], timespan: 5m, window: 3                    ; unknown key 'window'
            type: temporal, rules: [base], timespan: 5m, generate: maybe              ; generate is true or false
            type: temporal, rules: [base], timespan: 5m, aliases: {a: {x: y}}         ; which 'rules' does not list
            type: temporal, rules: [nobody], timespan: 5m                             ; there is no rule 'nobody'
            type: temporal, rules: [c], timespan: 5m                                  ; builds on itself
            """)
    void isRefused(String body, String reason) {
        RuleSet rules = Sigma.read(BASE + "title: C\nname: c\nlevel: low\ncorrelation: {" + body + "}\n")
                .linked();

        assertThat(rules.correlations()).isEmpty();
        assertThat(rules.rules()).hasSize(1);
        List<RuleProblem> problems = rules.problems();
        assertThat(problems).isNotEmpty();
        assertThat(problems.get(0).message()).contains(reason);
    }
}
