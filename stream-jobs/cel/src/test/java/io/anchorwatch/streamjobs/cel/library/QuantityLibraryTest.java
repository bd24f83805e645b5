// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.cel.Cel;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import io.anchorwatch.streamjobs.detection.language.ExpressionSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantityLibraryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantity('1.5G') == quantity('1500M')",
                "quantity('200k').asInteger() == 200000",
                "isQuantity('1.3G') && isQuantity('1.3Gi') && isQuantity('10000k') && isQuantity('20')",
                "!isQuantity('1,3G') && !isQuantity('200K') && !isQuantity('Three') && !isQuantity('Mi')",
                "!isQuantity('') && !isQuantity('.') && !isQuantity('1.2.3') && !isQuantity(' 1') && !isQuantity('10Mm')",
                "isQuantity('5.') && isQuantity('.5') && isQuantity('+5') && isQuantity('-5') && isQuantity('1e3') && isQuantity('1E+3') && isQuantity('1E')",
                "quantity('1e3') == quantity('1k') && quantity('1E') == quantity('1000P') && quantity('12E2') == quantity('1200')",
                "quantity('1Ki') == quantity('1024') && quantity('0.5Gi') == quantity('512Mi') && quantity('1Ei') == quantity('1024Pi')",
                "quantity('50000000G').isInteger() && quantity('50k').isInteger()",
                "!quantity('9999999999999999999999999999999999999G').isInteger()",
                "!quantity('1.5').isInteger() && !quantity('1000m').isInteger()",
                "quantity('1.5k').asInteger() == 1500",
                "quantity('50.703k').asApproximateFloat() == 50703.0",
                "quantity('50k').sub(20000).asApproximateFloat() == 30000.0",
                "quantity('-1').sign() == -1 && quantity('0').sign() == 0 && quantity('3').sign() == 1",
                "sign(quantity('3')) == 1",
                "quantity('50k').add(quantity('20k')) == quantity('70k')",
                "quantity('50k').add(20) == quantity('50020')",
                "quantity('50k').sub(quantity('20k')) == quantity('30k')",
                "quantity('50k').add(20).sub(quantity('100k')).sub(-50000) == quantity('20')",
                "quantity('50k').add(20).sub(quantity('100k')).asInteger() == -49980",
                "quantity('200M').compareTo(quantity('0.2G')) == 0",
                "quantity('50M').compareTo(quantity('50Mi')) == -1",
                "quantity('50Mi').compareTo(quantity('50M')) == 1",
                "quantity('150Mi').isGreaterThan(quantity('100Mi')) && !quantity('50Mi').isGreaterThan(quantity('100Mi'))",
                "quantity('50M').isLessThan(quantity('100M')) && !quantity('100M').isLessThan(quantity('50M'))",
                "[quantity('9999999999999999999999999999999999999')].all(x, x.add(quantity('1')).compareTo(x.add(quantity('2'))) == -1)",
                "quantity(dyn('1Gi')).isGreaterThan(quantity('1G'))",
                "quantity('0.1n') == quantity('1n')",
                "quantity('-0.1n') == quantity('-1n')",
                "quantity('100Ei') == quantity('9223372036854775807')",
                "!isQuantity('1e2000') && !isQuantity('1e99999999999999999999')"
            })
    void holds(String expression) {
        assertThat(Cel.value(expression)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantity('10Mo')",
                "quantity('Three')",
                "quantity('9999999999999999999999999999999999999G').asInteger()",
                "quantity('1.5').asInteger()",
                "quantity('1').add(dyn('1'))"
            })
    void fails(String expression) {
        assertThat(Cel.value(expression)).isInstanceOf(EvaluationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "isQuantity([1, 2, 3])",
                "quantity('1').isLessThan(semver('1.0.0'))",
                "quantity('1') + quantity('2')"
            })
    void isRefused(String expression) {
        assertThat(Cel.value(expression)).isInstanceOf(ExpressionSyntaxException.class);
    }
}
