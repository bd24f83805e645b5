// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.24.3.17", "255.255.255.255"})
    void four_numbers_are_an_address(String text) {
        assertThat(IpText.isV4(text)).isTrue();
        assertThat(IpText.isV6(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"::", "::1", "1::", "2001:db8::17", "1:2:3:4:5:6:7:8", "::ffff:10.0.0.1", "1:2:3:4:5:6:10.0.0.1"
            })
    void what_rfc_4291_allows_is_an_address(String text) {
        assertThat(IpText.isV6(text)).isTrue();
        assertThat(IpText.isV4(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1.2.3",
                "1.2.3.4.5",
                "01.2.3.4",
                "256.1.1.1",
                "1.2.3.4\n",
                "0x7f.1.1.1",
                "localhost",
                "a.b.c.d",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "::1%eth0",
                "[::1]",
                "::g",
                "1.2.3.4::",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1:2:3:4:5:6:7:8::"
            })
    void nothing_else_is(String text) {
        assertThat(IpText.isIp(text)).isFalse();
    }
}
