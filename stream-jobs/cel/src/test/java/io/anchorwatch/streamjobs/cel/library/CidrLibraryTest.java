// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.cel.Cel;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import io.anchorwatch.streamjobs.detection.language.ExpressionSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CidrLibraryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "isCIDR('192.168.0.0/16') && isCIDR('::1/128') && isCIDR('0.0.0.0/0')",
                "!isCIDR('192.168.0.0/33') && !isCIDR('::1/129') && !isCIDR('192.168.0.0') && !isCIDR('192.168.0.0/') && !isCIDR('192.168.0.0/08')",
                "!isCIDR('::ffff:1.2.3.4/112') && !isCIDR('1.2.3.4/-1') && !isCIDR('1.2.3.4/+1')",
                "cidr('192.168.0.0/24').containsIP(ip('192.168.0.1')) && !cidr('192.168.0.0/24').containsIP(ip('192.168.1.1'))",
                "cidr('192.168.0.0/24').containsIP('192.168.0.1') && !cidr('192.168.0.0/24').containsIP('192.168.1.1')",
                "!cidr('0.0.0.0/0').containsIP('::1') && cidr('::/0').containsIP('::1')",
                "cidr('192.168.0.0/16').containsCIDR(cidr('192.168.10.0/24')) && !cidr('192.168.1.0/24').containsCIDR(cidr('192.168.2.0/24'))",
                "cidr('192.168.0.0/16').containsCIDR('192.168.10.0/24') && !cidr('192.168.1.0/24').containsCIDR('192.168.2.0/24')",
                "!cidr('192.168.0.0/24').containsCIDR('192.168.0.0/16') && cidr('10.0.0.0/8').containsCIDR('10.0.0.0/8')",
                "cidr('192.168.0.1/24').ip() == ip('192.168.0.1') && cidr('192.168.0.1/24').ip().family() == 4 && cidr('::1/128').ip().family() == 6",
                "cidr('192.168.0.1/24').masked() == cidr('192.168.0.0/24') && cidr('192.168.0.1/24') != cidr('192.168.0.1/24').masked()",
                "cidr('2001:db8::ffff/64').masked() == cidr('2001:db8::/64')",
                "cidr('192.168.0.0/16').prefixLength() == 16 && cidr('::1/128').prefixLength() == 128",
                "string(cidr('2001:DB8::1/64')) == '2001:db8::1/64'"
            })
    void holds(String expression) {
        assertThat(Cel.value(expression)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cidr('192.168.0.0/33')",
                "cidr('::1/129')",
                "cidr('10.0.0.0/8').containsIP('nonsense')",
                "cidr('10.0.0.0/8').containsCIDR('10.0.0.1')"
            })
    void fails(String expression) {
        assertThat(Cel.value(expression)).isInstanceOf(EvaluationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cidr('10.0.0.0/8').containsIP(1)"})
    void isRefused(String expression) {
        assertThat(Cel.value(expression)).isInstanceOf(ExpressionSyntaxException.class);
    }
}
