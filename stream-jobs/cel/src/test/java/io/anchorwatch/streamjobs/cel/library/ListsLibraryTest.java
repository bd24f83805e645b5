// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.cel.Cel;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import io.anchorwatch.streamjobs.detection.language.ExpressionSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListsLibraryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1, 2, 3].isSorted() && ['a', 'b', 'b', 'c'].isSorted() && [1].isSorted() && [].isSorted() && ![2.0, 1.0].isSorted()",
                "[false, true].isSorted() && [duration('1s'), duration('1m')].isSorted() && [timestamp('2020-01-01T00:00:00Z'), timestamp('2021-01-01T00:00:00Z')].isSorted() && [b'a', b'b'].isSorted()",
                "[1, 3].sum() == 4 && [1.0, 3.0].sum() == 4.0 && [1u, 3u].sum() == 4u && [].sum() == 0",
                "[duration('1m'), duration('1s')].sum() == duration('1m1s')",
                "[1, 3].min() == 1 && [1, 3].max() == 3 && [1].min() == 1 && ([0] + []).min() == 0 && ['b', 'a'].max() == 'b'",
                "[1, 2, 2, 3].indexOf(2) == 1 && ['a', 'b', 'b', 'c'].lastIndexOf('b') == 2 && [1.0].indexOf(1.1) == -1 && [].indexOf('string') == -1",
                "[1, 2, 3].includes(2) && ![1, 2, 3].includes(4) && 'model-a'.includes('model-a') && !'model-a'.includes('model-b')",
                "[1, 2].indexOf(dyn(2.0)) == 1"
            })
    void holds(String expression) {
        assertThat(Cel.value(expression)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[].min()", "[].max()", "[9223372036854775807, 1].sum()", "[[1], [2]].max()", "['a'].sum()"})
    void fails(String expression) {
        assertThat(Cel.value(expression)).isInstanceOf(EvaluationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a'.isSorted()"})
    void isRefused(String expression) {
        assertThat(Cel.value(expression)).isInstanceOf(ExpressionSyntaxException.class);
    }
}
