// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.cel.Cel;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import io.anchorwatch.streamjobs.detection.language.ExpressionSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegexLibraryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'abc 123'.find('[0-9]+') == '123' && 'abc 123'.find('xyz') == ''",
                "'123 abc 456'.findAll('[0-9]+') == ['123', '456']",
                "'123 abc 456'.findAll('[0-9]*', 1) == ['123'] && '123 abc 456'.findAll('xyz') == []",
                "'123 a 4'.findAll('[0-9]*') == ['123', '', '', '4']",
                "'123 abc 456'.findAll('[0-9]+', 0) == [] && '123 abc 456'.findAll('[0-9]+', -1).size() == 2",
                "'abc'.matches('^a.c$') && 'xabcx'.matches('abc')"
            })
    void holds(String expression) {
        assertThat(Cel.value(expression)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a'.find('(')", "'a'.findAll('a{2000}')", "'a'.find('(?=a)')"})
    void fails(String expression) {
        assertThat(Cel.value(expression)).isInstanceOf(EvaluationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a'.find(1)"})
    void isRefused(String expression) {
        assertThat(Cel.value(expression)).isInstanceOf(ExpressionSyntaxException.class);
    }
}
