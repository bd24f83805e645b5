// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.Sigma;
import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Items in a language of their own: {@code '|name': text}. */
final class ExpressionItemTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "'|asks': a=1 ¦ {\"a\":1} ¦ true",
                "'|asks': a=1 ¦ {\"a\":2} ¦ false",
                "'|asks': a=1 ¦ {} ¦ false",
                "'|asks': [a=1, b=1] ¦ {\"a\":2,\"b\":1} ¦ true",
                "'|asks|all': [a=1, b=1] ¦ {\"a\":1,\"b\":1} ¦ true",
                "'|all|asks': [a=1, b=1] ¦ {\"a\":2,\"b\":1} ¦ false",
                "'|asks': a=1;b: 2 ¦ {\"a\":1,\"b\":3} ¦ false",
                "'|asks': a=1;b: 2 ¦ {\"a\":1,\"b\":2} ¦ true",
            })
    void itemHolds(String item, String json, boolean expected) {
        assertThat(Sigma.item(item.replace(';', '\n'), json)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "s: {'|asks': ab!c};condition: s ¦ 5:18 ¦ asks: '!' means nothing",
                "s: {'|asks': 'a''b!c'};condition: s ¦ 5:21 ¦ asks: '!' means nothing",
                "s: {'|asks': \"ab!c\"};condition: s ¦ 5:19 ¦ asks: '!' means nothing",
                "s: {'|asks': \"\\x61b!c\"};condition: s ¦ 5:16 ¦ asks: '!' means nothing",
                "s:;  '|asks': |;    ab;      c!;condition: s ¦ 8:10 ¦ asks: '!' means nothing",
                "s:;  '|asks': |;;    ab;    c!;condition: s ¦ 9:8 ¦ asks: '!' means nothing",
                "s:;  '|asks': |2;      a!;condition: s ¦ 7:10 ¦ asks: '!' means nothing",
                "s: {'|asks': abc};condition: s ¦ 5:19 ¦ asks: expected '='",
                "s: {'|cel': a};condition: s ¦ 5:7 ¦ no language of that name is installed",
                "s: {'f|asks': a};condition: s ¦ 5:7 ¦ an expression stands alone",
                "s: {'|contains|asks': a};condition: s ¦ 5:7 ¦ an expression stands alone",
                "s: {'|asks': []};condition: s ¦ 5:16 ¦ an empty selection",
                "s: {'|asks': [[a=1]]};condition: s ¦ 5:17 ¦ must be a single value",
            })
    void refusedWithPlaceAndReason(String lines, String place, String reason) {
        RuleProblem problem = Sigma.problem(Sigma.rule(lines.replace(';', '\n')));
        assertThat(problem.message()).contains(reason);
        assertThat(problem.line() + ":" + problem.column()).isEqualTo(place);
    }
}
