// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    private static final AddressPolicy STRICT = new AddressPolicy(List.of(), List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.1.2",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "169.254.0.1",
                "100.64.0.1",
                "100.100.100.200",
                "192.0.0.192",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "168.63.129.16",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "fd12:3456::1",
                "ff02::1",
                "fec0::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "64:ff9b::a00:1",
                "64:ff9b::a9fe:a9fe",
                "2002:7f00:1::1",
                "2002:a9fe:a9fe::1",
                "2001:0:1::1",
                "2001:db8::1"
            })
    void what_is_not_public_is_refused_in_every_form(String address) {
        assertThat(STRICT.refusal("host", address(address))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "93.184.216.34",
                "172.32.0.1",
                "100.128.0.1",
                "2606:4700::1111",
                "64:ff9b::101:101",
                "2002:101:101::1"
            })
    void public_addresses_are_fine(String address) {
        assertThat(STRICT.refusal("host", address(address))).isEmpty();
    }

    @Test
    void a_named_block_or_host_opens_a_private_address() {
        AddressPolicy blocks = new AddressPolicy(List.of(), List.of("10.1.0.0/16", "fd00::/8"));
        assertThat(blocks.refusal("host", address("10.1.2.3"))).isEmpty();
        assertThat(blocks.refusal("host", address("::ffff:10.1.2.3"))).isEmpty();
        assertThat(blocks.refusal("host", address("10.2.0.1"))).isPresent();
        assertThat(blocks.refusal("host", address("fd12::1"))).isEmpty();
        AddressPolicy hosts = new AddressPolicy(List.of("Hooks.Internal"), List.of());
        assertThat(hosts.refusal("hooks.internal", address("10.2.0.1"))).isEmpty();
        assertThat(hosts.refusal("other.internal", address("10.2.0.1"))).isPresent();
    }

    @Test
    void metadata_services_open_to_their_exact_address_only() {
        InetAddress metadata = address("169.254.169.254");
        assertThat(new AddressPolicy(List.of("host"), List.of("0.0.0.0/0")).refusal("host", metadata))
                .isPresent();
        assertThat(new AddressPolicy(List.of(), List.of("169.254.169.254")).refusal("host", metadata))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "example.com",
                "example.com/8",
                "10/8",
                "::/129",
                "1.2.3.256"
            })
    void what_is_no_block_is_not_parsed(String text) {
        assertThat(Cidr.parse(text)).isEmpty();
    }

    private static InetAddress address(String text) {
        return Cidr.literal(text).orElseThrow();
    }
}
