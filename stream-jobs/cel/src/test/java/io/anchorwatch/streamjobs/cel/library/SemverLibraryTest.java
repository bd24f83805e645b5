// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.cel.Cel;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import io.anchorwatch.streamjobs.detection.language.ExpressionSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SemverLibraryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "isSemver('1.0.0') && isSemver('0.1.0-alpha.1') && isSemver('1.2.3+build.007') && !isSemver('hello') && !isSemver('v1.0.0') && !isSemver('1.0') && !isSemver('01.0.0') && !isSemver('1.0.0-01') && !isSemver('1.0.0-')",
                "isSemver('v1.0', true) && isSemver('1', true) && isSemver('01.01.01', true) && !isSemver('1.0-alpha', true) && !isSemver(' 1.0.0', true)",
                "semver('v1.0.0', true) == semver('1.0.0') && semver('1.0', true) == semver('1.0.0') && semver('01.01.01', true) == semver('1.1.1')",
                "semver('1.2.3').major() == 1 && semver('1.2.3').minor() == 2 && semver('1.2.3').patch() == 3",
                "semver('1.2.3').compareTo(semver('1.2.3')) == 0 && semver('1.2.3').compareTo(semver('2.0.0')) == -1 && semver('1.2.3').compareTo(semver('0.1.2')) == 1",
                "semver('1.0.0-alpha').isLessThan(semver('1.0.0')) && semver('1.0.0-alpha.1').isGreaterThan(semver('1.0.0-alpha')) && semver('1.0.0-2').isLessThan(semver('1.0.0-10')) && semver('1.0.0-1').isLessThan(semver('1.0.0-a'))",
                "semver('1.0.0+a') == semver('1.0.0+b')"
            })
    void holds(String expression) {
        assertThat(Cel.value(expression)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"semver('200K')", "semver('Three')", "semver('99999999999999999999.0.0')", "semver('1.0')"})
    void fails(String expression) {
        assertThat(Cel.value(expression)).isInstanceOf(EvaluationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"semver(1)", "semver('1.0.0').isLessThan(quantity('1'))"})
    void isRefused(String expression) {
        assertThat(Cel.value(expression)).isInstanceOf(ExpressionSyntaxException.class);
    }
}
