// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.cel.Cel;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import io.anchorwatch.streamjobs.detection.language.ExpressionSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UpstreamLibrariesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'TacoCat'.lowerAscii() == 'tacocat' && 'a,b'.split(',') == ['a', 'b'] && ['a', 'b'].join('-') == 'a-b' && 'abc'.replace('b', 'x') == 'axc' && 'abc'.substring(1) == 'bc' && ' a '.trim() == 'a' && 'ab'.charAt(1) == 'b' && 'a'.upperAscii() == 'A' && strings.quote('a') == '\"a\"'",
                "sets.contains([1, 2], [1]) && sets.intersects([1], [1, 2]) && sets.equivalent([1, 1], [1])",
                "math.greatest(1, 2) == 2 && math.least([3, 1]) == 1 && math.ceil(1.2) == 2.0 && math.isNaN(0.0 / 0.0) && math.bitAnd(6, 3) == 2",
                "optional.of(1).hasValue() && {'a': 1}[?'b'].orValue(2) == 2 && [1][?0].value() == 1 && {'a': {'b': 1}}.?a.?b.orValue(0) == 1 && [?optional.none()] == []",
                "cel.bind(x, 2, x * x) == 4",
                "[1, 2].all(i, v, v == i + 1) && {'a': 1}.exists(k, v, k == 'a' && v == 1) && [1, 2].existsOne(i, v, v == 2) && [1, 2].transformList(i, v, v + i) == [1, 3] && {'a': 1}.transformMap(k, v, v + 1) == {'a': 2} && ['a'].transformMapEntry(i, v, {v: i}) == {'a': 0}",
                "base64.decode('aGVsbG8=') == b'hello' && base64.encode(b'hello') == 'aGVsbG8='",
                "[3, 1, 2].sort() == [1, 2, 3] && [1, 1].distinct() == [1] && [[1], [2]].flatten() == [1, 2] && [1, 2, 3].slice(1, 2) == [2] && lists.range(3) == [0, 1, 2] && [1, 2].reverse() == [2, 1] && dyn([{'k': 2}, {'k': 1}].sortBy(e, e.k)) == [{'k': 1}, {'k': 2}]",
                "dyn(1) == 1.0 && dyn(1u) == 1 && dyn(2) > 1.5",
                "timestamp('2023-01-01T00:00:00Z') + duration('1h') == timestamp('2023-01-01T01:00:00Z')"
            })
    void holds(String expression) {
        assertThat(Cel.value(expression)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 / 0", "{'a': 1}.b", "[1][5]"})
    void fails(String expression) {
        assertThat(Cel.value(expression)).isInstanceOf(EvaluationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 +", "nonsense(1)"})
    void isRefused(String expression) {
        assertThat(Cel.value(expression)).isInstanceOf(ExpressionSyntaxException.class);
    }
}
