// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.cel.Cel;
import io.anchorwatch.streamjobs.detection.expr.EvaluationException;
import io.anchorwatch.streamjobs.detection.language.ExpressionSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IpLibraryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ip('127.0.0.1').family() == 4 && ip('::1').family() == 6",
                "isIP('127.0.0.1') && isIP('::1') && isIP('2001:db8::1.2.3.4')",
                "!isIP('127.0.0.256') && !isIP(':::1') && !isIP('') && !isIP('1.2.3') && !isIP('example.com')",
                "!isIP('::ffff:1.2.3.4') && !isIP('fe80::1%eth0') && !isIP('01.2.3.4') && !isIP('1.2.3.4 ') && !isIP('１.2.3.4')",
                "ip.isCanonical('127.0.0.1') && ip.isCanonical('2001:db8::abcd')",
                "!ip.isCanonical('2001:DB8::ABCD') && !ip.isCanonical('2001:db8::0:0:0:abcd')",
                "ip('0.0.0.0').isUnspecified() && ip('::').isUnspecified() && !ip('127.0.0.1').isUnspecified() && !ip('::1').isUnspecified()",
                "ip('127.0.0.1').isLoopback() && ip('::1').isLoopback() && !ip('192.168.0.1').isLoopback() && !ip('2001:db8::abcd').isLoopback()",
                "ip('224.0.0.1').isLinkLocalMulticast() && !ip('224.0.1.1').isLinkLocalMulticast() && ip('ff02::1').isLinkLocalMulticast() && !ip('fd00::1').isLinkLocalMulticast()",
                "ip('169.254.169.254').isLinkLocalUnicast() && !ip('192.168.0.1').isLinkLocalUnicast() && ip('fe80::1').isLinkLocalUnicast() && !ip('fd80::1').isLinkLocalUnicast()",
                "ip('192.168.0.1').isGlobalUnicast() && !ip('255.255.255.255').isGlobalUnicast() && ip('2001:db8::abcd').isGlobalUnicast() && !ip('ff00::1').isGlobalUnicast()",
                "ip('2001:db8:0:0::1') == ip('2001:db8::1') && ip('10.0.0.1') != ip('10.0.0.2')",
                "string(ip('2001:DB8::1')) == '2001:db8::1' && string(ip('10.0.0.1')) == '10.0.0.1'"
            })
    void holds(String expression) {
        assertThat(Cel.value(expression)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ip('127.0.0.256')",
                "ip(':::1')",
                "ip('fe80::1%eth0')",
                "ip('::ffff:1.2.3.4')",
                "ip.isCanonical('not-an-ip')"
            })
    void fails(String expression) {
        assertThat(Cel.value(expression)).isInstanceOf(EvaluationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ip(1)", "'10.0.0.1'.isLoopback()"})
    void isRefused(String expression) {
        assertThat(Cel.value(expression)).isInstanceOf(ExpressionSyntaxException.class);
    }
}
