// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.cel.Cel;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import io.anchorwatch.streamjobs.detection.language.ExpressionSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FormatLibraryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "format.dns1123Label().validate('my-label-name') == optional.none() && format.dns1123Label().validate('contains a space').hasValue()",
                "format.dns1123Subdomain().validate('apiextensions.k8s.io') == optional.none() && format.dns1123Subdomain().validate('a..b').hasValue()",
                "format.dns1035Label().validate('my-label-name') == optional.none() && format.dns1035Label().validate('1a').hasValue()",
                "format.qualifiedName().validate('apiextensions.k8s.io/v1beta1') == optional.none() && format.qualifiedName().validate('a/b/c').hasValue() && format.qualifiedName().validate('a/').hasValue() && format.qualifiedName().validate('/a').hasValue()",
                "format.dns1123LabelPrefix().validate('my-label-prefix-') == optional.none() && format.dns1123Label().validate('my-label-prefix-').hasValue()",
                "format.dns1123SubdomainPrefix().validate('mysubdomain.prefix.-') == optional.none()",
                "format.dns1035LabelPrefix().validate('my-label-prefix-') == optional.none()",
                "format.labelValue().validate('') == optional.none() && format.labelValue().validate('a_b.c') == optional.none() && format.labelValue().validate('-a').hasValue()",
                "format.uri().validate('http://example.com') == optional.none() && format.uri().validate('not a uri').hasValue()",
                "format.uuid().validate('123e4567-e89b-12d3-a456-426614174000') == optional.none() && format.uuid().validate('123E4567E89B12D3A456426614174000') == optional.none() && format.uuid().validate('x').hasValue()",
                "format.byte().validate('aGVsbG8=') == optional.none() && format.byte().validate('aGVsbG8').hasValue() && format.byte().validate('').hasValue()",
                "format.date().validate('2021-01-01') == optional.none() && format.date().validate('2021-02-30').hasValue()",
                "format.datetime().validate('2021-01-01T00:00:00Z') == optional.none() && format.datetime().validate('2021-01-01T24:00:00Z').hasValue() && format.datetime().validate('2021-01-01').hasValue()",
                "format.named('dns1123Label').value().validate('a') == optional.none() && format.named('nonsense') == optional.none()",
                "format.dns1123Label().validate('a' + 'b').orValue([]).size() == 0",
                "'%s has %d, %.2f, %x, %X, %o, %b, %e, %%'.format(['a', 3, 1.005, 255, 'ab', 8, 5, 1.5]) == 'a has 3, 1.00, ff, 6162, 10, 101, 1.500000e+00, %'",
                "'%s %s %s %s'.format([[1, 'a'], {'k': true}, null, 2.0]) == '[1, a] {k: true} null 2'",
                "'%s'.format([duration('1.5s')]) == '1.5s'"
            })
    void holds(String expression) {
        assertThat(Cel.value(expression)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'%s'.format([])", "'%d'.format(['a'])", "'%q'.format([1])", "'%'.format([1])"})
    void fails(String expression) {
        assertThat(Cel.value(expression)).isInstanceOf(EvaluationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"format.nonsense()", "'a'.format('b')"})
    void isRefused(String expression) {
        assertThat(Cel.value(expression)).isInstanceOf(ExpressionSyntaxException.class);
    }
}
